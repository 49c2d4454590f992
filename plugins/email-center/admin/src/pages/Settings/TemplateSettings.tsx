import { Page } from '@strapi/strapi/admin';
import { PERMISSIONS } from '../../permissions';
import { SETTINGS_TEMPLATES_PATH } from '../../plugin-id';
import { UndoBar } from '../Work/UndoBar';
import { TemplatesPage } from './templates/TemplatesPage';

/** Settings, Email center, Templates: those shared with everybody. */
export function TemplateSettings() {
  return (
    <Page.Protect permissions={[...PERMISSIONS.templates]}>
      <TemplatesPage shared home={SETTINGS_TEMPLATES_PATH} />
      <UndoBar />
    </Page.Protect>
  );
}
