// Starts a program.
import init from 'program';

init();
