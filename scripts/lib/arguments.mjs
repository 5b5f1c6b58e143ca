// What the chores take from `make`: variables of the environment, and refusals in words.
import { resolve } from 'node:path';
import { project } from './project.mjs';
import { serverOf } from './servers.mjs';

/** Ends the program with words and no stack. */
export function refuse(words) {
  console.error(words);
  process.exit(1);
}

/** A variable given to make; empty counts as not given. */
export const given = (name, otherwise) => process.env[name] || otherwise;

/** Whether the chore is about the deployed database, by REMOTE=1. */
export const remote = () => given('REMOTE') === '1';

/** The STATE folder of a local database that nobody serves just now. */
export function idleState() {
  const state = resolve(project, given('STATE', '.state'));
  const server = serverOf(state);
  if (server) refuse(`${state} is being served by process ${server}. Stop it first, or give another folder with STATE=.`);
  return state;
}
