import { IconButton, Popover } from '@strapi/design-system';
import { Check, More } from '@strapi/icons';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRemoveSearchMutation, useSavedSearchesQuery } from '../../../api/views-api';
import { useText } from '../../../text/text';
import { ChoiceButton } from '../actions/panel-parts';
import { placePath } from '../place';
import { usePaneSizes } from '../panes/use-pane-sizes';
import type { Desk } from '../use-desk';

/** What is set less often: how conversations are shown; and the removal of a saved search. */
export function ListMenu({ desk }: { desk: Desk }) {
  const text = useText();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { sizes, change } = usePaneSizes();
  const { place } = desk;
  const { data: searches = [] } = useSavedSearchesQuery(undefined, { skip: place.view !== 'search' });
  const [remove] = useRemoveSearchMutation();
  const saved = searches.find(({ id }) => id === place.id);
  const act = (step: () => void) => () => {
    setOpen(false);
    step();
  };
  const removeSearch = async (id: string) => {
    if (!('error' in (await remove(id)))) navigate(placePath({ view: 'all', id: null }));
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger><IconButton variant="ghost" label={text('views.more')}><More /></IconButton></Popover.Trigger>
      <Popover.Content align="end" aria-label={text('views.more')}>
        <div style={{ padding: '0.8rem', width: 'min(30rem, 88vw)' }}>
          <ChoiceButton type="button" role="checkbox" aria-checked={sizes.fold} onClick={act(() => change({ fold: !sizes.fold }))}><span>{text('views.fold')}</span>{sizes.fold ? <Check aria-hidden fill="currentColor" /> : null}</ChoiceButton>
          <ChoiceButton type="button" onClick={act(desk.toggleAll)}><span>{text('views.bulk.all')}</span><small>*</small></ChoiceButton>
          <ChoiceButton type="button" onClick={act(desk.list.reload)}><span>{text('views.reload')}</span></ChoiceButton>
          {saved?.own ? <ChoiceButton type="button" onClick={act(() => void removeSearch(saved.id))}><span>{text('views.search.remove')}</span></ChoiceButton> : null}
        </div>
      </Popover.Content>
    </Popover.Root>
  );
}
