import { clearCopies, SIGNED_OUT } from './copy-store';
import { clearLargeTexts } from './large-texts';

/** Takes every text out of this browser that it kept because the server had not got it; its other windows keep none from now on. */
export function clearTexts(): void {
  clearCopies(window.localStorage);
  clearLargeTexts();
  try {
    window.localStorage.setItem(SIGNED_OUT, 'yes');
  } catch {
    // A browser that keeps nothing has nothing to be told.
  }
}
