import { describe, expect, it } from 'vitest';
import { decideComingIn, PAUSE } from './coming-in';

describe('a renewed session', () => {
  const start = 1_000_000_000_000;
  it('is a page that stands open when it follows the one before within an hour', () => {
    expect(decideComingIn(start + PAUSE / 2, start, start - PAUSE)).toBe(false);
  });
  it('is somebody coming back when the one before is longer ago', () => {
    expect(decideComingIn(start + PAUSE + 1, start, start)).toBe(true);
  });
  it('says nothing soon after the server started, and counts once it has been watching long enough', () => {
    expect(decideComingIn(start + 1, null, start)).toBe(false);
    expect(decideComingIn(start + PAUSE + 1, null, start)).toBe(true);
  });
});
