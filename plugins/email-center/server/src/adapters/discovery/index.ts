export { createNameService, type NameServiceOptions } from './names';
export { createSettingsDocuments, type SettingsDocumentsOptions } from './documents';
