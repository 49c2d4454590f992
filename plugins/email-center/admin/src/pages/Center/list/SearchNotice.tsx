import { Button, Checkbox, Flex, Popover, TextInput, Typography } from '@strapi/design-system';
import { Star } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { problemOf } from '../../../api/problem';
import { useSaveSearchMutation, useSavedSearchesQuery } from '../../../api/views-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { useFormat } from '../../../text/format';
import { useText } from '../../../text/text';
import type { Desk } from '../use-desk';

function SaveForm({ q, onSaved }: { q: string; onSaved(): void }) {
  const text = useText();
  const [name, setName] = useState(q.slice(0, 80));
  const [shared, setShared] = useState(false);
  const [save, { isLoading, error }] = useSaveSearchMutation();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await save({ name: name.trim(), q, shared });
    if (!('error' in answer)) onSaved();
  };
  return (
    <Flex tag="form" direction="column" alignItems="stretch" gap={3} padding={4} width="min(30rem, 88vw)" onSubmit={(event: FormEvent) => void submit(event)} data-save-search>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
      <TextInput name="name" aria-label={text('views.search.name')} placeholder={text('views.search.name')} value={name} maxLength={80} autoFocus onChange={(event) => setName(event.target.value)} />
      <Checkbox checked={shared} onCheckedChange={(checked) => setShared(checked === true)}>{text('views.search.share')}</Checkbox>
      <Flex><Button type="submit" size="S" loading={isLoading} disabled={name.trim() === ''}>{text('action.save')}</Button></Flex>
    </Flex>
  );
}

/** What is searched for, what of it was not understood, whether all stored mail is in the index yet; and how it is kept. */
export function SearchNotice({ desk: { place, state, info } }: { desk: Desk }) {
  const text = useText();
  const format = useFormat();
  const [saving, setSaving] = useState(false);
  const { data: searches = [] } = useSavedSearchesQuery();
  const { q } = state;
  const known = searches.some((search) => search.q === q) || place.view === 'search';
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex justifyContent="space-between" gap={2} wrap="wrap" minHeight="2.8rem">
        <Typography variant="pi" textColor="neutral600" role="status">{text(info === null ? 'views.search.running' : 'views.search.newest')}</Typography>
        {known || q === '' ? null : (
          <Popover.Root open={saving} onOpenChange={setSaving}>
            <Popover.Trigger><Button size="S" variant="ghost" startIcon={<Star aria-hidden />}>{text('views.search.save')}</Button></Popover.Trigger>
            <Popover.Content align="end" aria-label={text('views.search.save')}><SaveForm q={q} onSaved={() => setSaving(false)} /></Popover.Content>
          </Popover.Root>
        )}
      </Flex>
      {info && info.trouble.length > 0 ? (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={1} data-search-trouble>
          {info.trouble.map(({ code, at, value }) => <Typography key={`${code} ${at}`} tag="li" variant="pi" textColor="neutral800">{text(`search.trouble.${code}`, { value })}</Typography>)}
        </Flex>
      ) : null}
      {info && !info.complete ? <Typography variant="pi" textColor="neutral600">{text('search.building', { indexed: format.count(info.indexed), total: format.count(info.total) })}</Typography> : null}
    </Flex>
  );
}
