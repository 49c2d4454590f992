import { Component, lazy, Suspense, type ReactNode } from 'react';
import { useRights } from '../permissions';
import { useText } from '../text/text';
import { firstAddress } from './first-address';
import { useAddressFields } from './participation';

const RecordMail = lazy(() => import('./RecordMail').then((module) => ({ default: module.RecordMail })));

/** Whatever goes wrong in here stays in here: the record's page is not ours to break. */
class Fence extends Component<{ children: ReactNode; fallback: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

interface PanelProps {
  model: string;
  documentId?: string;
  /** The record as it is stored. */
  document?: Record<string, unknown>;
}

/** The mail history in the side panel of a record; only on types that take part, and loaded after the page. */
export function RecordMailPanel({ model, documentId, document }: PanelProps) {
  const text = useText();
  const { readMessages } = useRights();
  const fields = useAddressFields(model, readMessages && documentId !== undefined);
  if (fields === null || documentId === undefined || documentId === 'create') return null;
  return {
    title: text('panel.title'),
    content: (
      <Fence fallback={text('panel.broken')}>
        <Suspense fallback={null}><RecordMail recordType={model} recordId={documentId} address={firstAddress(document, fields)} /></Suspense>
      </Fence>
    ),
  };
}
