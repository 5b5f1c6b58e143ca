// Starts the till: loads the program and hands it the page.
import init from './till.js';

init();
