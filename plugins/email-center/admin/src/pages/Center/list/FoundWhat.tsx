import { VisuallyHidden } from '@strapi/design-system';
import type { CenterItem } from '../../../../../shared/contracts';
import { HighlightedText } from '../../../components/HighlightedText';
import { useText } from '../../../text/text';
import { subjectOf } from '../../Messages/SharedPart';
import { foundLine } from './found-line';
import { Elsewhere, What } from './row-styles';

/** Subject and a piece of the text with their hits; before them in a few words where else it was found. */
export function FoundWhat({ item, found, strong }: { item: CenterItem; found: NonNullable<CenterItem['found']>; strong: boolean }) {
  const text = useText();
  const { short, snippet } = foundLine(found);
  const { elsewhere } = found;
  return (
    <>
      {elsewhere === null ? null : (
        <Elsewhere title={text(`views.row.found.${elsewhere}`)} data-elsewhere={elsewhere}>
          <span aria-hidden>{text(`views.row.found-short.${elsewhere}`)}</span>
          <VisuallyHidden>{text(`views.row.found.${elsewhere}`)}</VisuallyHidden>
        </Elsewhere>
      )}
      <What $strong={strong} $short={short}>
        <b>{item.subject === '' ? subjectOf(text, item) : <HighlightedText pieces={found.subject} />}</b> <HighlightedText pieces={snippet} />
      </What>
    </>
  );
}
