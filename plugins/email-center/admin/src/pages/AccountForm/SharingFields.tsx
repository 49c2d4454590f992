import { Flex, Radio, Typography } from '@strapi/design-system';
import { colleagueViewSchema } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import type { ColleagueView } from './form-values';

const hintId = (view: ColleagueView) => `sharing-${view}-hint`;

/** Four choices of how much colleagues see, each with a sentence. */
export function SharingFields({ value, onChange }: { value: ColleagueView; onChange: (view: ColleagueView) => void }) {
  const text = useText();
  return (
    <Radio.Group value={value} aria-label={text('sharing.section')} data-sharing onValueChange={(view) => onChange(colleagueViewSchema.parse(view))}>
      {colleagueViewSchema.options.map((view) => (
        <Flex key={view} direction="column" alignItems="flex-start" gap={1}>
          <Radio.Item value={view} aria-describedby={hintId(view)}>{text(`sharing.${view}`)}</Radio.Item>
          <Typography id={hintId(view)} variant="pi" textColor="neutral600" style={{ paddingLeft: '2.8rem' }}>{text(`sharing.${view}.hint`)}</Typography>
        </Flex>
      ))}
    </Radio.Group>
  );
}
