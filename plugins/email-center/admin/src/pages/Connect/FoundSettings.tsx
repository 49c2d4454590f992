import { Box, Flex, Radio, Typography } from '@strapi/design-system';
import type { DiscoveryDto, ProposalDto } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { useText, type Text } from '../../text/text';

type Server = NonNullable<ProposalDto['smtp']>;

const nameOf = (text: Text, { provider, name, imap }: ProposalDto): string => provider?.name ?? name ?? text('wizard.found.servers-of', { host: imap.host });

/** Where the settings come from, in a sentence. */
function originOf(text: Text, proposal: ProposalDto, domain: string): string {
  const said = text(`wizard.from.${proposal.imap.from}`, { domain });
  const agreeing = proposal.confirmedBy.length > 0 ? ` ${text('wizard.from.confirmed')}` : '';
  const other = proposal.smtp !== null && proposal.smtp.from !== proposal.imap.from ? ` ${text('wizard.from.sending', { from: text(`wizard.from.${proposal.smtp.from}`, { domain }) })}` : '';
  return said + agreeing + other;
}

function ServerLine({ label, server }: { label: string; server: Server | null }) {
  const text = useText();
  const shown = server === null ? text('wizard.found.unknown') : text('wizard.found.server', { host: server.host, port: String(server.port), security: text(`form.security.${server.security}`) });
  return (
    <Flex gap={2} wrap="wrap" tag="div">
      <Typography tag="dt" variant="pi" textColor="neutral600" style={{ minWidth: '12rem' }}>{label}</Typography>
      <Typography tag="dd" style={{ margin: 0, overflowWrap: 'anywhere' }}>{shown}</Typography>
    </Flex>
  );
}

const TONES = { sure: 'success', likely: 'primary', guessed: 'warning' } as const;

function Details({ proposal, domain, named }: { proposal: ProposalDto; domain: string; named: boolean }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2} data-proposal={proposal.imap.from}>
      <Flex gap={2} wrap="wrap">
        {named ? <Typography fontWeight="bold">{nameOf(text, proposal)}</Typography> : null}
        <Pill $tone={TONES[proposal.sureness]}>{text(`wizard.sureness.${proposal.sureness}`)}</Pill>
      </Flex>
      <Flex tag="dl" direction="column" alignItems="stretch" gap={1} style={{ margin: 0 }}>
        <ServerLine label={text('form.imap')} server={proposal.imap} />
        <ServerLine label={text('form.smtp')} server={proposal.smtp} />
        <Flex gap={2} wrap="wrap"><Typography tag="dt" variant="pi" textColor="neutral600" style={{ minWidth: '12rem' }}>{text('form.login')}</Typography><Typography tag="dd" style={{ margin: 0, overflowWrap: 'anywhere' }}>{proposal.login}</Typography></Flex>
      </Flex>
      <Typography variant="pi" textColor="neutral700">{originOf(text, proposal, domain)}</Typography>
    </Flex>
  );
}

interface Props {
  discovery: DiscoveryDto;
  /** -1: changed by hand. */
  chosen: number;
  onChoose(proposal: ProposalDto): void;
}

/** What was found: one service as it is, several to choose from. */
export function FoundSettings({ discovery, chosen, onChoose }: Props) {
  const text = useText();
  const { proposals, domain } = discovery;
  const [first] = proposals;
  if (first === undefined) return null;
  if (proposals.length === 1) return <Box borderColor="neutral200" hasRadius padding={4}><Details proposal={first} domain={domain} named /></Box>;
  return (
    <Radio.Group value={String(chosen)} aria-label={text('wizard.found.choose')} onValueChange={(index) => onChoose(proposals[Number(index)] ?? first)}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {proposals.map((proposal, index) => (
          <Box key={`${proposal.imap.from}-${index}`} borderColor={index === chosen ? 'primary600' : 'neutral200'} hasRadius padding={4}>
            <Flex direction="column" alignItems="stretch" gap={2}>
              <Radio.Item value={String(index)}>{nameOf(text, proposal)}</Radio.Item>
              <Details proposal={proposal} domain={domain} named={false} />
            </Flex>
          </Box>
        ))}
      </Flex>
    </Radio.Group>
  );
}
