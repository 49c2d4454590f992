export default [
  'strapi::logger',
  'strapi::errors',
  {
    name: 'strapi::security',
    config: {
      contentSecurityPolicy: {
        directives: {
          // The frame of a message inherits this policy: without https: here "Show images" could show none. Each
          // message's own policy still blocks remote images until somebody asks for them.
          'img-src': ["'self'", 'data:', 'blob:', 'https:'],
          // Attached PDF files are shown by the browser's own viewer, from octets the panel fetched: without blob: they open in a tab.
          'frame-src': ["'self'", 'blob:'],
        },
      },
    },
  },
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
