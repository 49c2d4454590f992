import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { useText } from '../../text/text';

/** The message was erased, hidden or no longer shared since the list was loaded, or never was there. */
export function GoneMessage({ home }: { home: string }) {
  const text = useText();
  return (
    <div role="status" data-gone>
      <EmptyState title={text('reader.gone.title')} action={<LinkButton variant="tertiary" tag={Link} to={home}>{text('reader.back')}</LinkButton>}>{text('reader.gone.body')}</EmptyState>
    </div>
  );
}
