/** Stores of writing on the database. */
export { createCorrespondentStore } from './correspondents';
export { createDraftStore } from './draft-store';
export { createOriginalStore } from './originals';
export { createTemplateStore } from './template-store';
