import { describe, expect, it } from 'vitest';
import { withSignature } from './plain-signature';

const QUOTED = 'Am Montag schrieb Anna:\n> Guten Tag\n> Anna';

describe('the signature of a plain text', () => {
  it('is put below what is written', () => {
    expect(withSignature('Hallo', 'Petra')).toBe('Hallo\n\n-- \nPetra');
  });
  it('takes the place of the one before', () => {
    expect(withSignature('Hallo\n\n-- \nPetra\nKontor', 'Info')).toBe('Hallo\n\n-- \nInfo');
  });
  it('stays above what is quoted', () => {
    expect(withSignature(`Hallo\n\n-- \nPetra\n\n${QUOTED}`, 'Info')).toBe(`Hallo\n\n-- \nInfo\n\n${QUOTED}`);
    expect(withSignature(`Hallo\n\n${QUOTED}`, 'Info')).toBe(`Hallo\n\n-- \nInfo\n\n${QUOTED}`);
  });
  it('goes away with its mark', () => {
    expect(withSignature('Hallo\n\n-- \nPetra', '')).toBe('Hallo');
    expect(withSignature(`Hallo\n\n-- \nPetra\n\n${QUOTED}`, '')).toBe(`Hallo\n\n${QUOTED}`);
  });
  it('leaves a text alone that has none and gets none', () => {
    expect(withSignature('Hallo\nWelt', '')).toBe('Hallo\nWelt');
  });
});
