/** The content API reads and never writes: what is filed comes from mail servers alone. */

const MIDDLEWARES = ['plugin::email-center.refuse-read-only-tokens'];

const read = (method: 'GET', path: string, handler: string, more: readonly string[] = []) => ({ method, path, handler, config: { middlewares: [...MIDDLEWARES, ...more] } });

/** Strapi's own actions sanitise what they answer, and forward addresses are taken out there; the others answer by themselves. */
const CONCEALED = ['plugin::email-center.conceal-forward-addresses'];

export const contentRoutes = {
  type: 'content-api',
  routes: [
    read('GET', '/search', 'message.search', CONCEALED),
    read('GET', '/messages', 'message.find'),
    read('GET', '/messages/:id', 'message.findOne'),
    read('GET', '/messages/:id/body', 'message.body', CONCEALED),
    read('GET', '/messages/:id/raw', 'message.raw'),
    read('GET', '/messages/:id/parts/:partNumber', 'message.part'),
    read('GET', '/activities', 'activity.find'),
    read('GET', '/activities/:id', 'activity.findOne'),
    read('GET', '/document-folders', 'document-folder.find'),
    read('GET', '/document-folders/:id', 'document-folder.findOne'),
    read('GET', '/documents', 'document.find'),
    read('GET', '/documents/:id', 'document.findOne'),
    read('GET', '/forward-addresses', 'forward-address.find'),
  ],
};
