import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
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

interface Who {
  name: string;
  address: string;
}

function PeopleList({ people }: { people: Who[] }) {
  return (
    <>
      {people.map(({ name, address }, index) => (
        <Person key={`${address} ${index}`}>{index > 0 ? ', ' : ''}{name ? <>{name}{address ? <span> &lt;{address}&gt;</span> : null}</> : address}</Person>
      ))}
    </>
  );
}

/** Who wrote to whom. */
export function MessagePeople({ message }: { message: MessageDetail }) {
  const text = useText();
  const rows = [
    { label: text('reader.from'), people: message.from ? [message.from] : [] },
    { label: text('reader.to'), people: message.to },
    { label: text('reader.cc'), people: message.cc },
    { label: text('reader.bcc'), people: message.bcc },
  ].filter(({ people }) => people.length > 0);
  return (
    <People>
      {rows.map(({ label, people }) => [<dt key={`${label} name`}>{label}</dt>, <dd key={label}><PeopleList people={people} /></dd>])}
    </People>
  );
}
