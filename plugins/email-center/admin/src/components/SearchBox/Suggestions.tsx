import { File, Filter, Folder, Mail, PriceTag, Search, Star, User } from '@strapi/icons';
import { useEffect, useRef } from 'react';
import type { SuggestionDto } from '../../../../shared/contracts';
import { useText, type Text } from '../../text/text';
import { Detail, List, Option } from './styles';

const ICONS = { operator: Filter, person: User, record: File, account: Mail, tag: PriceTag, value: Folder, saved: Star };

/** Operators and fixed values are explained in the language of the panel; what is data says itself. */
function detailOf(text: Text, { kind, insert, detail }: SuggestionDto): string | null {
  if (kind !== 'operator' && kind !== 'value') return detail;
  const [operator = '', value = ''] = insert.split(':');
  return (value === '' ? text.maybe(`search.explain.${operator}`) : (text.maybe(`search.explain.${operator}.${value}`) ?? text.maybe(`search.explain.${value}`))) ?? detail;
}

interface Props {
  id: string;
  suggestions: readonly SuggestionDto[];
  active: number;
  onChoose(suggestion: SuggestionDto): void;
}

/** What could stand where the cursor is, below the box. */
export function Suggestions({ id, suggestions, active, onChoose }: Props) {
  const text = useText();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which must not become the effect's clean-up.
    void list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <List id={id} ref={list} role="listbox" aria-label={text('search.suggestions')}>
      {suggestions.map((suggestion, index) => {
        const Icon = ICONS[suggestion.kind] ?? Search;
        const detail = detailOf(text, suggestion);
        return (
          <Option
            key={`${suggestion.kind} ${suggestion.insert}`} id={`${id}-${index}`} role="option" aria-selected={index === active} $active={index === active}
            // The input keeps the focus: the list is walked by its arrows.
            data-suggestion={suggestion.insert} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(suggestion)}
          >
            <Icon aria-hidden />
            <span>{suggestion.label}</span>
            {detail === null || detail === '' ? null : <Detail>{detail}</Detail>}
          </Option>
        );
      })}
    </List>
  );
}
