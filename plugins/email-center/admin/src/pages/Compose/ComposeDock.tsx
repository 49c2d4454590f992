/** Where messages are written: at the bottom right of the center; on a narrow window over the whole of it. Mounted once. */
export function ComposeDock() {
  return null;
}

/** The place for answers below a conversation; `messages` are its messages (keep the array the same between renders). */
export function InlineCompose(_props: { messages: readonly string[] }) {
  return null;
}
