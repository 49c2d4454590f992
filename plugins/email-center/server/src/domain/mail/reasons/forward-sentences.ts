/** How a forwarded message was read, and why one could not be read. */
export interface Line {
  line: string;
}

export const FORWARD_SENTENCES = {
  'redirect-field': ({ field, value }: { field: string; value: string }) => `It was redirected with its own sender: the field ${field} (${value}) says so.`,
  'passed-on': ({ addresses }: { addresses: string }) => `It was passed on from one mailbox to another: the fields Delivered-To name ${addresses}.`,
  'addressed-to-colleague': ({ address }: { address: string }) => `It was passed on with its own sender: it is addressed to ${address} and not to the forward address.`,
  'blind-copy': 'A colleague wrote it to others and sent a blind copy here.',
  'attached-header': 'Read from the header of the attached message.',
  'more-attached': ({ count }: { count: number }) => `${count} more attached ${count === 1 ? 'message was' : 'messages were'} not read: only the first one counts.`,
  'block-of-outlook': 'Read from the header block in the text, as Outlook writes it.',
  'block-below': ({ line }: Line) => `Read from the header block below "${line}" in the text.`,
  'among-colleagues': 'It was forwarded among colleagues before.',
  'set-by-hand': 'It could not be read by itself; a person said who it is from, or to.',

  'not-forwarded': 'It was not read as a forwarded message.',
  'no-sign-of-forward': 'Nothing in it says that it was forwarded: no fields of a redirection, no attached message, no header block of a mail program.',
  'server-report': 'It is a report of a mail server, not a forwarded message.',
  'outlook-file': 'It is attached in the format of Outlook files (.msg), which is not read.',
  'winmail-file': 'It came as winmail.dat, which is not read.',
  'answer-with-attachment': 'It is an answer with a message attached, going by its subject.',
  'attached-without-sender': 'The attached message does not name one sender with an address.',
  'texts-differ': 'Its plain text and its HTML name different senders.',
  'no-block-below': ({ line }: Line) => `Below "${line}" there is no header block that can be read.`,
  'answer-that-quotes': 'It is an answer that quotes an earlier message, going by its subject.',
  'block-unannounced': 'A header block stands in the text, but neither its first line nor the subject says that it is forwarded: answers quote in the same way.',
  'block-in-signature': 'The only header block stands within the signature.',
  'block-repeats-field': 'Its header block names a field twice.',
  'block-contradicts-link': 'Its header block shows one sender and links to another.',
  'block-without-address': ({ sender }: { sender: string }) => `Its header block names the sender without an address: "${sender}".`,
  'block-of-several': 'Its header block names several senders.',
  'all-of-the-firm': 'Everybody it names belongs to the firm, so that there is nobody to file it under.',
  'feeder-unknown': 'Nothing in it tells who forwarded it, and this forward address takes mail from panel users and employees alone.',
  'secret-is-old': 'It was sent to an address without the present secret.',
  'secret-untold': 'It does not tell which address it was sent to (no field Delivered-To), so that an old one cannot be told from the present one.',
  'sender-not-believed': 'The receiving server says that its sender is not who it names (SPF, DKIM, DMARC).',
};
