import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { problemOf } from '../../../api/problem';
import { useRouteCandidatesQuery, useRoutesQuery } from '../../../api/routing-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { SETTINGS_INTAKE_PATH } from '../../../plugin-id';
import { useText } from '../../../text/text';
import { RouteForm } from './RouteForm';
import { emptyRoute, employeeOf, valuesOfRoute } from './route-form';
import { refusalSentence } from './refusal-sentence';

/** A new rule for a sender of an unassigned message: its employee is filled in, or it is said why none is. */
function NewRoute({ address }: { address: string | null }) {
  const text = useText();
  const { data: found, error, refetch } = useRouteCandidatesQuery({ side: 'from', address: address ?? undefined }, { skip: address === null, refetchOnMountOrArgChange: true });
  if (address === null) return <RouteForm route={null} initial={emptyRoute} />;
  if (error) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!found) return <Skeleton rows={6} rowHeight={72} />;
  const employee = found.employees.find(({ refusal }) => refusal === null);
  const [refused] = found.employees;
  const why = employee ? null : refused?.refusal ? refusalSentence(text, refused.refusal) : text('route.unknown-sender', { address });
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {why === null ? null : <Box background="warning100" hasRadius padding={4} role="note" data-no-employee><Typography>{why} {text('route.no-employee')}</Typography></Box>}
      <RouteForm route={null} initial={employee ? { ...emptyRoute, from: employeeOf(text, employee) } : emptyRoute} />
    </Flex>
  );
}

function KnownRoute({ id }: { id: string }) {
  const text = useText();
  const { data, error, refetch } = useRoutesQuery(undefined, { refetchOnMountOrArgChange: true });
  if (error && !data) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton rows={6} rowHeight={72} />;
  const route = data.items.find((one) => one.id === id);
  if (!route) return <ProblemNotice problem={{ error: null, status: 404, message: '' }} />;
  return <RouteForm key={id} route={route} initial={valuesOfRoute(text, route)} />;
}

/** The form of one rule on a page of its own. */
export function RouteFormPage() {
  const text = useText();
  const { routeId = 'new' } = useParams();
  const [search] = useSearchParams();
  const title = text(routeId === 'new' ? 'route.new' : 'route.edit');
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text('route.purpose')}
        navigationAction={<Flex><LinkButton tag={Link} to={SETTINGS_INTAKE_PATH} variant="tertiary" size="S" startIcon={<ArrowLeft />}>{text('route.back')}</LinkButton></Flex>}
      />
      <Layouts.Content>{routeId === 'new' ? <NewRoute address={search.get('address')} /> : <KnownRoute id={routeId} />}</Layouts.Content>
    </Page.Main>
  );
}
