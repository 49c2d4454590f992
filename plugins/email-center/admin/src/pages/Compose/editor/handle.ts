/** What is around the editor can do with it. Types only: the editor itself is loaded when it is needed. */
export interface EditorHandle {
  focus(place: 'start' | 'end'): void;
  /** At the cursor; at the start where nobody has been in the text yet. */
  insertHtml(html: string): void;
  insertPicture(contentId: string, name: string): void;
  setSignature(html: string): void;
}
