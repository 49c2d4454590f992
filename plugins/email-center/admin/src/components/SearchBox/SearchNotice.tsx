import { Box, Typography } from '@strapi/design-system';
import type { SearchPage } from '../../../../shared/contracts';
import { useText } from '../../text/text';

/** What of a search was not understood, and that older mail is not in the index yet; nothing when all is well. */
export function SearchNotice({ page }: { page: Pick<SearchPage, 'trouble' | 'complete' | 'indexed' | 'total'> }) {
  const text = useText();
  const { trouble, complete, indexed, total } = page;
  return (
    <Box role="status">
      {trouble.length === 0 && complete ? null : (
        <Box padding={3} background="neutral100" hasRadius>
          {trouble.length === 0 ? null : (
            <Typography tag="p" variant="pi">{text('search.trouble')} {trouble.map(({ code, value }) => text(`search.trouble.${code}`, { value })).join('; ')}</Typography>
          )}
          {complete ? null : <Typography tag="p" variant="pi" textColor="neutral600">{text('search.building', { indexed, total })}</Typography>}
        </Box>
      )}
    </Box>
  );
}
