import { describe, expect, it } from 'vitest';
import { withinWidth, type OpenComposer } from './use-compose';

const composer = (key: number, size: OpenComposer['size'] = 'normal'): OpenComposer => ({ key, draftId: `d${key}`, request: { kind: 'new' }, size });
const sizes = (composers: OpenComposer[]) => composers.map(({ size }) => size);

describe('the windows that messages are written in', () => {
  it('stay open beside each other as long as there is room', () => {
    expect(sizes(withinWidth([composer(1), composer(2)], 2, 1440))).toEqual(['normal', 'normal']);
  });
  it('make room for the one that was asked for, the oldest first', () => {
    expect(sizes(withinWidth([composer(1), composer(2), composer(3)], 3, 1440))).toEqual(['minimised', 'normal', 'normal']);
    expect(sizes(withinWidth([composer(1), composer(2), composer(3)], 1, 1200))).toEqual(['normal', 'minimised', 'normal']);
  });
  it('are one at a time on a narrow screen, and the asked one always', () => {
    expect(sizes(withinWidth([composer(1), composer(2)], 2, 360))).toEqual(['minimised', 'normal']);
  });
  it('stay minimised until somebody asks for them', () => {
    expect(sizes(withinWidth([composer(1, 'minimised'), composer(2)], 2, 1920))).toEqual(['minimised', 'normal']);
  });
});
