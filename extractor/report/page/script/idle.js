// In: work in steps. Out: the steps done a few at a time while nobody waits, so that no key press waits for more than one piece.

/** Milliseconds of a piece. */
const PIECE = 8;
/** A browser that never rests works all the same, after so many milliseconds. */
const LONGEST_WAIT = 300;

/** @type {Iterator<unknown>[]} */
const waiting = [];
let called = false;

/**
 * Do all steps some time, in the order in which they were given.
 * @param {Iterator<unknown>} steps
 */
export function whileIdle(steps) {
  waiting.push(steps);
  if (!called) later();
}

function later() {
  called = true;
  if (window.requestIdleCallback) requestIdleCallback(piece, { timeout: LONGEST_WAIT });
  else setTimeout(piece, 0);
}

function piece() {
  called = false;
  const end = performance.now() + PIECE;
  work(() => performance.now() < end);
  if (waiting.length) later();
}

/** @param {() => boolean} goesOn */
function work(goesOn) {
  while (waiting.length) {
    if (waiting[0].next().done) waiting.shift();
    if (!goesOn()) return;
  }
}

/** What is printed is all there. */
export function finishAll() {
  work(() => true);
}
