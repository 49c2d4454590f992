import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import type { Phrase } from '../../../../shared/text/find-hits';
import { Marked, usePhrases } from '../../components/searched-for';
import { useText } from '../../text/text';

const Person = styled.span`
  overflow-wrap: anywhere;
  span { color: ${({ theme }) => theme.colors.neutral600}; }
`;
const People = styled.dl`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
  dt { color: ${({ theme }) => theme.colors.neutral600}; }
`;

const NO_PHRASES: readonly Phrase[] = [];

interface Who {
  name: string;
  address: string;
}

function PeopleList({ people, phrases }: { people: Who[]; phrases: readonly Phrase[] }) {
  const marked = (words: string) => <Marked text={words} phrases={phrases} />;
  return (
    <>
      {people.map(({ name, address }, index) => (
        <Person key={`${address} ${index}`}>{index > 0 ? ', ' : ''}{name ? <>{marked(name)}{address ? <span> &lt;{marked(address)}&gt;</span> : null}</> : marked(address)}</Person>
      ))}
    </>
  );
}

/** Who wrote to whom. */
export function MessagePeople({ message }: { message: MessageDetail }) {
  const text = useText();
  const rows = [
    { label: text('reader.from'), people: message.from ? [message.from] : [], phrases: usePhrases('from') },
    { label: text('reader.to'), people: message.to, phrases: usePhrases('to') },
    { label: text('reader.cc'), people: message.cc, phrases: usePhrases('cc') },
    // Nobody is found by a Bcc.
    { label: text('reader.bcc'), people: message.bcc, phrases: NO_PHRASES },
  ].filter(({ people }) => people.length > 0);
  return (
    <People>
      {rows.map(({ label, people, phrases }) => [<dt key={`${label} name`}>{label}</dt>, <dd key={label}><PeopleList people={people} phrases={phrases} /></dd>])}
    </People>
  );
}
