import { Flex } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { RecordLinkDto } from '../../../shared/contracts';
import { useText } from '../text/text';

const chip = `
  display: inline-block;
  max-width: 100%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  border-radius: 1rem;
  padding: 0.2rem 0.8rem;
  font-size: 1.2rem;
  line-height: 1.33;
  text-decoration: none;
`;
const ChipLink = styled(Link)`
  ${chip}
  color: ${({ theme }) => theme.colors.primary700};
  background: ${({ theme }) => theme.colors.primary100};
  &:hover { text-decoration: underline; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Removable = styled.span`
  display: inline-flex;
  max-width: 100%;
  border-radius: 1rem;
  background: ${({ theme }) => theme.colors.primary100};
  ${ChipLink} { padding-right: 0.4rem; }
`;
const Remove = styled.button`
  display: inline-flex;
  align-items: center;
  justify-content: center;
  flex-shrink: 0;
  min-width: 2.4rem;
  border-radius: 1rem;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.primary700};
  svg { width: 0.9rem; height: 0.9rem; }
  svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.primary200}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Chip = styled.span`
  ${chip}
  color: ${({ theme }) => theme.colors.primary700};
  background: ${({ theme }) => theme.colors.primary100};
`;
const Unmatched = styled.span`
  ${chip}
  color: ${({ theme }) => theme.colors.neutral700};
  background: ${({ theme }) => theme.colors.neutral150};
`;

/** Where a record is edited in the content manager. */
export const recordPath = ({ recordType, recordId }: { recordType: string; recordId: string }): string =>
  `/content-manager/collection-types/${encodeURIComponent(recordType)}/${encodeURIComponent(recordId)}`;

interface ChipsProps {
  links: RecordLinkDto[];
  /** Left out where links cannot be removed. */
  onRemove?: (link: RecordLinkDto) => void;
}

/** Who this is to us: the records a message belongs to, each a way to it, and where it may be, a way to remove the link. */
export function RecordChips({ links, onRemove }: ChipsProps) {
  const text = useText();
  if (links.length === 0) return <Unmatched>{text('messages.unmatched')}</Unmatched>;
  return (
    <Flex wrap="wrap" gap={2} minWidth={0}>
      {links.map((link) => {
        const key = `${link.recordType} ${link.recordId}`;
        const chipLink = <ChipLink key={key} to={recordPath(link)}>{link.typeName}: {link.label}</ChipLink>;
        if (onRemove === undefined) return chipLink;
        return (
          <Removable key={key}>
            {chipLink}
            <Remove type="button" aria-label={text('link.remove', { type: link.typeName, record: link.label })} onClick={() => onRemove(link)}><Cross aria-hidden /></Remove>
          </Removable>
        );
      })}
    </Flex>
  );
}

/** The first records in a list row, which is itself a link. */
export function RecordChipsShort({ links }: { links: RecordLinkDto[] }) {
  const [first, ...others] = links;
  if (!first) return null;
  return (
    <Flex gap={1} minWidth={0}>
      <Chip>{first.label}</Chip>
      {others.length > 0 ? <Chip>+{others.length}</Chip> : null}
    </Flex>
  );
}
