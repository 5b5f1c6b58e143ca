// Starts the pages: loads the program and hands it the page.
import init from './ventanilla.js';

init();
