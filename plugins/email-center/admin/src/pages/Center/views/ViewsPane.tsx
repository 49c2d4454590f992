import { IconButton, Typography, VisuallyHidden } from '@strapi/design-system';
import { Archive, ArrowLineLeft, ArrowLineRight, Book, BulletList, Check, CheckCircle, Clock, Discuss, Eye, Gift, Key, ListPlus, Mail, Message, PaperPlane, Pencil, Question, Search, Shield, Stack, Upload, User, WarningCircle } from '@strapi/icons';
import { useId, type ComponentType, type SVGProps } from 'react';
import { useLocation } from 'react-router-dom';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { TagDot } from '../../../components/TagLabel';
import { useRights } from '../../../permissions';
import { CENTER_PATH } from '../../../plugin-id';
import { useFormat } from '../../../text/format';
import { useText } from '../../../text/text';
import { compose } from '../../Compose/use-compose';
import { useViews } from './use-views';
import { BLOCKED, sectionsOf, viewPath, type CenterView } from './view-sections';
import { Head, Name, Number, Pane, Scroll, SectionTitle, Trouble, ViewAnchor, Write } from './view-styles';

type Icon = ComponentType<SVGProps<SVGSVGElement>>;
const ICONS: Record<CenterView['view'], Icon> = {
  inbox: Mail, all: Stack, unmatched: Question, sent: PaperPlane, snoozed: Clock, done: Archive, mentioned: Message, blocked: Shield, mine: User, offers: Gift, unassigned: WarningCircle,
  offered: ListPlus, look: Eye, 'mine-done': CheckCircle, group: Discuss, drafts: Pencil, outbox: Upload, tag: Check, search: Search,
};

/** "5/9": unhandled of open; a single number where there is no such pair; nothing for nothing. */
function Waiting({ view: { count, of }, icons }: { view: CenterView; icons: boolean }) {
  const text = useText();
  const format = useFormat();
  if (count === null || (count === 0 && !of)) return null;
  const shown = of === null ? text('work.waiting', { count }) : text('work.waiting-of', { unhandled: count, open: of });
  return <Number role="img" title={shown} aria-label={shown} $icons={icons} $strong={count > 0}><b>{format.count(count)}</b>{of === null || icons ? '' : `/${format.count(of)}`}</Number>;
}

/** A link is the current one only where it says just what is shown. */
function useFits(blocked: boolean) {
  return { 'aria-current': (useLocation().search === BLOCKED) === blocked ? ('page' as const) : false };
}

function ViewLink({ view, label, icons }: { view: CenterView; label: string; icons: boolean }) {
  const text = useText();
  const Symbol = ICONS[view.view];
  const fits = useFits(view.view === 'blocked');
  return (
    <ViewAnchor {...fits} to={viewPath(view)} $icons={icons} title={icons ? label : undefined} data-view={`${view.view}${view.id === null ? '' : `/${view.id}`}`}>
      {view.view === 'tag' && view.color !== null ? <TagDot $color={view.color} /> : <Symbol aria-hidden />}
      {icons ? <VisuallyHidden>{label}</VisuallyHidden> : <Name title={label}>{label}</Name>}
      {view.trouble ? <Trouble $icons={icons} role="img" aria-label={text('views.trouble')} title={text('views.trouble')}><WarningCircle aria-hidden /></Trouble> : null}
      {icons && view.trouble ? null : <Waiting view={view} icons={icons} />}
    </ViewAnchor>
  );
}

/** Accounts, lists and the ledger: what explains the mail beside it. */
function Besides({ icons }: { icons: boolean }) {
  const text = useText();
  const rights = useRights();
  const id = useId();
  const fits = useFits(false);
  const screens: { path: string; label: string; icon: Icon; shown: boolean }[] = [
    { path: 'accounts', label: text('nav.accounts'), icon: Key, shown: rights.manageOwn },
    { path: 'lists', label: text('lists.mine'), icon: Shield, shown: rights.manageOwn },
    { path: 'templates', label: text('templates.mine'), icon: Book, shown: rights.send },
    { path: 'ledger', label: text('nav.ledger'), icon: BulletList, shown: rights.readLedger },
  ];
  const shown = screens.filter((screen) => screen.shown);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <SectionTitle id={id} $icons={icons}>{text('views.section.besides')}</SectionTitle>
      <ul>
        {shown.map(({ path, label, icon: Symbol }) => (
          <li key={path}><ViewAnchor {...fits} to={`${CENTER_PATH}/${path}`} $icons={icons} title={icons ? label : undefined}><Symbol aria-hidden />{icons ? <VisuallyHidden>{label}</VisuallyHidden> : <Name>{label}</Name>}</ViewAnchor></li>
        ))}
      </ul>
    </section>
  );
}

interface Props {
  id: string;
  /** Names are left out. */
  icons: boolean;
  /** Left out where the window decides. */
  onToggle?: () => void;
  width: string;
}

/** Where one can go: the views by what they are for, each with what waits there. */
export function ViewsPane({ id, icons, onToggle, width }: Props) {
  const text = useText();
  const rights = useRights();
  const { views, problem, loading, retry, labelOf } = useViews();
  const works = rights.readMessages || rights.receiveCases || rights.assignWork;
  return (
    <Pane id={id} $icons={icons} style={{ width }} aria-label={text('plugin.name')} data-views>
      <Head $icons={icons}>
        {icons ? null : <Typography variant="beta" tag="p" ellipsis>{text('plugin.name')}</Typography>}
        {onToggle ? <IconButton variant="ghost" label={text(icons ? 'views.show-names' : 'views.hide-names')} aria-expanded={!icons} onClick={onToggle}>{icons ? <ArrowLineRight /> : <ArrowLineLeft />}</IconButton> : null}
      </Head>
      <Scroll $icons={icons}>
        {rights.send ? <Write type="button" $icons={icons} title={icons ? text('views.write') : undefined} aria-label={text('views.write')} onClick={() => compose({ kind: 'new' })}><Pencil aria-hidden />{icons ? null : text('views.write')}</Write> : null}
        {works && loading ? <Skeleton rows={8} rowHeight={34} /> : null}
        {works && problem && !icons ? <ProblemNotice title={text('views.numbers-failed')} problem={problem} onRetry={retry} /> : null}
        {works ? sectionsOf(views).map((section) => <Section key={section.name} title={text(`views.section.${section.name}`)} views={section.views} icons={icons} labelOf={labelOf} />) : null}
        <Besides icons={icons} />
      </Scroll>
    </Pane>
  );
}

function Section({ title, views, icons, labelOf }: { title: string; views: CenterView[]; icons: boolean; labelOf(view: CenterView): string }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <SectionTitle id={id} $icons={icons}>{title}</SectionTitle>
      <ul>{views.map((view) => <li key={`${view.view} ${view.id ?? ''}`}><ViewLink view={view} label={labelOf(view)} icons={icons} /></li>)}</ul>
    </section>
  );
}
