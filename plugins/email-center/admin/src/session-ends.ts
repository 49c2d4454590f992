const NAME = 'email-center:session-ends';

/** Says that nobody is signed in any more. `wanted`: the person signed out, and it did not end by itself. */
export const tellSessionEnds = (wanted: boolean): void => void window.dispatchEvent(new CustomEvent(NAME, { detail: wanted }));

/** For whatever holds things of one person in this window, which somebody else may sign in to without loading it anew. */
export const whenSessionEnds = (listener: (wanted: boolean) => void): void => window.addEventListener(NAME, (event) => listener((event as CustomEvent<boolean>).detail));
