import { Box, Button, Flex, Popover, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useEffect, useRef, useState } from 'react';
import type { MessageDetail, RecordLinkDto } from '../../../../shared/contracts';
import { useLinkMessageMutation, useUnlinkMessageMutation } from '../../api/links-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { RecordChips } from '../../components/RecordChips';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { RecordPicker } from './RecordPicker';
import { WhyLinked } from './WhyLinked';

type Linked = Pick<RecordLinkDto, 'recordType' | 'recordId' | 'typeName' | 'label'>;

/** What was done last, while it can be taken back. */
interface Done {
  what: 'linked' | 'unlinked';
  link: Linked;
}

const UNDO_MS = 10_000;

function UndoNotice({ done, onUndo, onOver }: { done: Done; onUndo: () => void; onOver: () => void }) {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The chip that had the focus is gone.
    if (done.what === 'unlinked') button.current?.focus();
    const timer = setTimeout(onOver, UNDO_MS);
    return () => clearTimeout(timer);
  }, [done, onOver]);
  return (
    <Flex gap={3} wrap="wrap" data-undo={done.what}>
      <Typography variant="pi" textColor="neutral700">{text(`link.${done.what}`, { type: done.link.typeName, record: done.link.label })}</Typography>
      <Button ref={button} variant="ghost" size="S" onClick={onUndo}>{text('link.undo')}</Button>
    </Flex>
  );
}

function LinkButton({ isFirst, onChoose }: { isFirst: boolean; onChoose: (link: Linked) => void }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button variant={isFirst ? 'default' : 'ghost'} size="S" startIcon={<Plus />}>{text('link.button')}</Button>
      </Popover.Trigger>
      <Popover.Content align="start" aria-label={text('link.title')}>
        <Box padding={4} width="min(36rem, 88vw)">
          <RecordPicker
            onChoose={({ recordType, recordId, typeName, label }) => {
              setOpen(false);
              onChoose({ recordType, recordId, typeName, label });
            }}
          />
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
}

/** Who this message is to us: its records, why, and the way to link and unlink, `primary` where that is the next thing to do; what was done can be taken back for ten seconds. */
export function RecordLinks({ message, primary = message.links.length === 0 }: { message: MessageDetail; primary?: boolean }) {
  const rights = useRights();
  // Of what is shared in part one sees to whom it belongs, and that is all.
  const isWhole = (message.view ?? 'everything') === 'everything';
  const mayLink = rights.link && isWhole;
  const [link, linking] = useLinkMessageMutation();
  const [unlink, unlinking] = useUnlinkMessageMutation();
  const [done, setDone] = useState<Done | null>(null);
  const chips = useRef<HTMLDivElement>(null);
  const [forget] = useState(() => () => setDone(null));
  useEffect(() => setDone(null), [message.id]);
  const error = linking.error ?? unlinking.error;

  const add = async (chosen: Linked, restore = false) => {
    unlinking.reset();
    const answer = await link({ message: message.id, link: chosen, restore });
    setDone('error' in answer || restore ? null : { what: 'linked', link: chosen });
  };
  const remove = async (chosen: Linked, undo = false) => {
    linking.reset();
    const answer = await unlink({ message: message.id, link: chosen, undo });
    setDone('error' in answer || undo ? null : { what: 'unlinked', link: chosen });
  };
  const undo = (before: Done) => {
    setDone(null);
    chips.current?.focus();
    void (before.what === 'linked' ? remove(before.link, true) : add(before.link, true));
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex ref={chips} tabIndex={-1} gap={2} wrap="wrap" style={{ outline: 'none' }} data-record-chips>
        <RecordChips links={message.links} onRemove={mayLink ? (chosen) => void remove(chosen) : undefined} />
        {mayLink ? <LinkButton isFirst={primary} onChoose={(chosen) => void add(chosen)} /> : null}
        <WhyLinked messageId={message.id} shared={isWhole ? undefined : message.links} />
      </Flex>
      <div role="status">{done === null ? null : <UndoNotice done={done} onUndo={() => undo(done)} onOver={forget} />}</div>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
    </Flex>
  );
}
