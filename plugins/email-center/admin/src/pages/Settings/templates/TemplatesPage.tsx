import { Layouts, Page } from '@strapi/strapi/admin';
import { Flex, LinkButton } from '@strapi/design-system';
import { ArrowLeft, Plus } from '@strapi/icons';
import { Link, Route, Routes, useParams } from 'react-router-dom';
import { problemOf } from '../../../api/problem';
import { useTemplatesQuery } from '../../../api/writing-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { useText } from '../../../text/text';
import { TemplateForm } from './TemplateForm';
import { TemplateTable } from './TemplateTable';

interface Props {
  /** Those of everybody, or one's own. */
  shared: boolean;
  home: string;
}

function Overview({ shared, home }: Props) {
  const text = useText();
  const title = text(shared ? 'templates.title' : 'templates.mine');
  const add = <LinkButton tag={Link} to={`${home}/new`} startIcon={<Plus />} size="S">{text('templates.add')}</LinkButton>;
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header title={title} subtitle={text(shared ? 'templates.purpose' : 'templates.mine.purpose')} primaryAction={add} />
      <Layouts.Content><TemplateTable shared={shared} home={home} add={add} /></Layouts.Content>
    </Page.Main>
  );
}

function Known({ id, shared, home }: Props & { id: string }) {
  const text = useText();
  const { data, error, refetch } = useTemplatesQuery(undefined, { refetchOnMountOrArgChange: true });
  const template = data?.find((one) => one.id === id);
  if (error && !data) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton rows={6} rowHeight={72} />;
  if (!template) return <ProblemNotice title={text('templates.gone')} problem={{ error: null, status: 404, message: '' }} onRetry={refetch} />;
  return <TemplateForm key={id} template={template} shared={shared} home={home} />;
}

function FormPage({ shared, home }: Props) {
  const text = useText();
  const { templateId = 'new' } = useParams();
  const title = text(templateId === 'new' ? 'templates.new' : 'templates.edit');
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text(shared ? 'templates.for-everybody' : 'templates.for-me')}
        navigationAction={<Flex><LinkButton tag={Link} to={home} variant="tertiary" size="S" startIcon={<ArrowLeft />}>{text('templates.back')}</LinkButton></Flex>}
      />
      <Layouts.Content>{templateId === 'new' ? <TemplateForm template={null} shared={shared} home={home} /> : <Known id={templateId} shared={shared} home={home} />}</Layouts.Content>
    </Page.Main>
  );
}

/** Templates: the table, and the form of one on a page of its own. */
export function TemplatesPage(props: Props) {
  return (
    <Routes>
      <Route index element={<Overview {...props} />} />
      <Route path=":templateId" element={<FormPage {...props} />} />
    </Routes>
  );
}
