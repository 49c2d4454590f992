import { Cross, Search } from '@strapi/icons';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import type { SuggestionDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { insertSuggestion } from './insert-suggestion';
import { markOperators } from './operator-marks';
import { SearchHelp } from './SearchHelp';
import { Field, Form, Frame, Input, Mark, Marks, Small } from './styles';
import { Suggestions } from './Suggestions';
import { useSuggestions } from './use-suggestions';

interface Props {
  /** What is searched for now; '' for nothing. */
  value: string;
  /** The person wants this searched for; '' ends the search. */
  onSearch(q: string): void;
  autoFocus?: boolean;
  inputRef?: RefObject<HTMLInputElement>;
}

const NONE = -1;
const MOST_LETTERS = 500;

/** The search of the center: a combobox (ARIA 1.2) that suggests operators, people, records and more at the cursor. */
export function SearchBox({ value, onSearch, autoFocus, inputRef }: Props) {
  const box = useSearchBox(value, onSearch, inputRef);
  const text = useText();
  const { id, input, typed, open, active, suggestions } = box;
  return (
    <Form role="search" onSubmit={box.onSubmit} onBlur={box.onBlur}>
      <Frame>
        <Search aria-hidden />
        <Field>
          <Marks ref={box.marks} aria-hidden>
            {markOperators(typed.q).map((piece, index) => (piece.mark === null ? <span key={index}>{piece.text}</span> : <Mark key={index} $not={piece.mark === 'not'}>{piece.text}</Mark>))}
          </Marks>
          <Input
            ref={input} type="search" role="combobox" aria-label={text('search.label')} aria-expanded={open} aria-controls={id} aria-autocomplete="list" enterKeyHint="search"
            aria-activedescendant={open && active !== NONE ? `${id}-${active}` : undefined} autoComplete="off" autoCapitalize="off" spellCheck={false} maxLength={MOST_LETTERS}
            autoFocus={autoFocus} placeholder={text('search.placeholder')} value={typed.q} data-search
            onChange={box.onType} onSelect={box.onSelect} onKeyDown={box.onKeyDown} onScroll={box.onScroll} onClick={box.show}
          />
        </Field>
        {typed.q === '' ? null : <Small type="button" aria-label={text('search.clear')} title={text('search.clear')} onClick={box.clear}><Cross aria-hidden /></Small>}
        <SearchHelp />
      </Frame>
      {open ? <Suggestions id={id} suggestions={suggestions} active={active} onChoose={box.choose} /> : null}
    </Form>
  );
}

function useSearchBox(value: string, onSearch: (q: string) => void, inputRef: RefObject<HTMLInputElement> | undefined) {
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  const marks = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState({ q: value, at: value.length });
  const [wanted, setWanted] = useState(false);
  const [active, setActive] = useState(NONE);
  const suggestions = useSuggestions(typed.q, typed.at, wanted);
  const open = wanted && suggestions.length > 0;
  useEffect(() => setTyped({ q: value, at: value.length }), [value]);
  useEffect(() => setActive(NONE), [suggestions]);
  // The cursor of a chosen suggestion can be set only once its text stands in the input.
  useEffect(() => {
    if (input.current !== null && document.activeElement === input.current) input.current.setSelectionRange(typed.at, typed.at);
    followScroll();
  }, [typed.q]);

  const followScroll = () => {
    if (marks.current !== null && input.current !== null) marks.current.scrollLeft = input.current.scrollLeft;
  };
  const search = (q: string) => {
    setWanted(false);
    onSearch(q.trim());
  };
  const choose = (suggestion: SuggestionDto) => {
    const next = insertSuggestion(typed.q, suggestion);
    setTyped(next);
    input.current?.focus();
    if (suggestion.kind === 'saved') search(next.q);
  };
  const clear = () => {
    setTyped({ q: '', at: 0 });
    input.current?.focus();
    search('');
  };
  const move = (by: number) => {
    if (!open) setWanted(true);
    else setActive((before) => (before === NONE && by < 0 ? suggestions.length - 1 : (before + by + suggestions.length) % suggestions.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = suggestions[active];
    const act = {
      ArrowDown: () => move(1), ArrowUp: () => move(-1),
      Enter: open && chosen ? () => choose(chosen) : undefined,
      Escape: open ? () => setWanted(false) : typed.q === '' ? undefined : clear,
    }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return {
    id, input, marks, typed, open, active, suggestions, choose, clear, onKeyDown, onScroll: followScroll,
    show: () => setWanted(true),
    onType: (event: { target: HTMLInputElement }) => {
      setTyped({ q: event.target.value, at: event.target.selectionStart ?? event.target.value.length });
      setWanted(true);
    },
    onSelect: (event: { currentTarget: HTMLInputElement }) => {
      const at = event.currentTarget.selectionStart ?? 0;
      setTyped((before) => (before.at === at ? before : { ...before, at }));
      followScroll();
    },
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      search(typed.q);
    },
    onBlur: (event: { currentTarget: HTMLElement; relatedTarget: EventTarget | null }) => {
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setWanted(false);
    },
  };
}
