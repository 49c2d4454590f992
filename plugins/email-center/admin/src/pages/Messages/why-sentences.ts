/** The provenance of links in words. */
import type { ExplainedReason, WhyDto } from '../../../../shared/contracts';
import { fieldLabel } from '../../text/field-label';
import type { Format } from '../../text/format';
import type { Text } from '../../text/text';

type Linked = WhyDto['linked'][number];

function valuesOf(text: Text, format: Format, { typeName, label }: Pick<Linked, 'typeName' | 'label'>, reason: ExplainedReason) {
  return {
    address: reason.address, known: reason.knownAs ?? reason.address, field: reason.fieldLabel ?? fieldLabel(text, reason.field), type: typeName, record: label,
    entered: format.date(reason.enteredAt), by: reason.byName ?? text('why.somebody'),
  };
}

/** Each reason of each link as one sentence: which address, in which field, of which record, since when; and which rule made it the same. */
export function reasonSentences(text: Text, format: Format, links: readonly Linked[]): string[] {
  return links.flatMap((link) =>
    link.reasons.map((reason) => {
      const values = valuesOf(text, format, link, reason);
      if (reason.rule === 'manual') return text('why.by-hand', values);
      const sentence = text(`why.${reason.rule}`, values);
      return reason.as === undefined ? sentence : `${sentence} ${text(`why.as.${reason.as}`, values)}`;
    })
  );
}

export function removedSentence(text: Text, format: Format, link: WhyDto['removed'][number]): string {
  return text('why.removed.sentence', {
    type: link.typeName, record: link.label, by: link.removedBy?.name || text('why.somebody'), when: link.removedAt === null ? '' : format.date(link.removedAt),
  });
}

/** A record that knows the address, but from a time when the message was filed already. */
export function laterSentence(text: Text, format: Format, match: WhyDto['later'][number]): string {
  const [reason] = match.reasons;
  return reason === undefined ? '' : text('why.later.sentence', valuesOf(text, format, match, reason));
}

export function lookedUpSentence(text: Text, { address, rule, forms }: WhyDto['lookedUp'][number]): string {
  const values = { address, header: text(`why.header.${headerOf(rule)}`), forms: forms.join(', ') };
  return text(forms.length === 0 ? 'why.looked-up.sentence' : 'why.looked-up.forms', values);
}

export function leftOutSentence(text: Text, { address, rule, why }: WhyDto['leftOut'][number]): string {
  return text(`why.left-out.${why}`, { address, header: text(`why.header.${headerOf(rule)}`) });
}

type Header = 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'other';

function headerOf(rule: ExplainedReason['rule']): Header {
  const headers: Partial<Record<ExplainedReason['rule'], Header>> = {
    'inbox-from': 'from', 'forwarded-from': 'from', 'inbox-sender': 'sender', 'inbox-reply-to': 'reply-to', 'sent-to': 'to', 'forwarded-to': 'to', 'sent-cc': 'cc',
  };
  return headers[rule] ?? 'other';
}
