/** Conversations with customers and leads in German. */

/** @type {import('../voice.mjs').Script[]} */
export const DE_CUSTOMERS = [
  {
    subject: (v) => `Anfrage: ${v.pick(['zwei', 'drei', 'vier'])} Fachkräfte ab Monatsbeginn`,
    turns: [
      { by: 'them', style: 'html', text: (v) => `${v.dearUs}

wir haben kurzfristig Bedarf: Gesucht wird ${v.job}, Einsatzort ${v.city}, ab ${v.day(12)}, zunächst befristet auf sechs Monate. ${v.pick(['Staplerschein wäre von Vorteil.', 'Wichtig sind gute Deutschkenntnisse und Zuverlässigkeit.', 'Die Einarbeitung übernehmen wir.'])}

Können Sie uns bis ${v.day(3)} Profile und Ihren Stundensatz nennen?

${v.bye}
${v.them.name}
${v.them.job}
${v.client}` },
      { by: 'us', files: ['cv'], text: (v) => `${v.dearThem}

vielen Dank für Ihre Anfrage. Anbei ein erstes Profil; zwei weitere folgen morgen. Unser Verrechnungssatz liegt bei 38,90 € je Stunde, Zuschläge nach Tarif.

Soll ich gleich einen Probearbeitstag vereinbaren?

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

das erste Profil gefällt uns. Bitte vereinbaren Sie einen Probearbeitstag für ${v.day(7)}, Beginn ${v.time} Uhr, Sicherheitsschuhe bitte mitbringen.

${v.bye}
${v.them.name}` },
    ],
  },
  {
    subject: (v) => `Rechnung ${v.number}`,
    turns: [
      { by: 'us', files: ['invoice'], text: (v) => `${v.dearThem}

anbei unsere Rechnung ${v.number} über die geleisteten Stunden des vergangenen Monats, zahlbar innerhalb von 14 Tagen ohne Abzug.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

bei der Prüfung ist uns aufgefallen, dass am Feiertag acht Stunden zu viel berechnet wurden. Bitte schicken Sie uns eine korrigierte Rechnung, die jetzige können wir so nicht freigeben.

${v.bye}
${v.them.name}` },
      { by: 'us', files: ['invoice'], text: (v) => `${v.dearThem}

Sie haben recht, das tut uns leid. Im Anhang finden Sie die korrigierte Rechnung; die ursprüngliche ist damit hinfällig.

${v.regards}` },
    ],
  },
  {
    subject: () => 'Stundennachweise',
    turns: [
      { by: 'them', files: ['timesheet'], text: (v) => `Guten Tag,

anbei die unterschriebenen Stundennachweise der Kalenderwoche. Bitte beachten Sie die zwei Überstunden am Donnerstag.

${v.bye}
${v.them.name}
${v.client}` },
    ],
  },
  {
    subject: () => 'Rückmeldung zu Ihrem Mitarbeiter',
    turns: [
      { by: 'them', style: 'html', text: (v) => `${v.dearUs}

wir sind mit Ihrem Mitarbeiter ${v.pick(['sehr zufrieden und würden ihn gern übernehmen. Wie sind die Bedingungen?', 'insgesamt zufrieden, nur die Pünktlichkeit lässt zu wünschen übrig. Sprechen Sie bitte mit ihm.', 'so zufrieden, dass wir den Einsatz um drei Monate verlängern möchten.'])}

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

danke für Ihre Rückmeldung, ich bespreche das heute noch und rufe Sie am ${v.day(2)} gegen ${v.time} Uhr an.

${v.regards}` },
    ],
  },
  {
    subject: () => 'Rahmenvertrag und Datenschutz',
    turns: [
      { by: 'us', files: ['contract', 'letter'], text: (v) => `${v.dearThem}

wie besprochen erhalten Sie den Entwurf des Rahmenvertrags samt Vereinbarung zur Auftragsverarbeitung. Über Ihre Anmerkungen freue ich mich bis ${v.day(9)}.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

unsere Rechtsabteilung hat zwei kleine Änderungen: § 4 Absatz 2 (Kündigungsfrist vier statt sechs Wochen) und die Haftungsgrenze in § 9. Mit allem anderen sind wir einverstanden.

${v.bye}
${v.them.name}
${v.them.job}` },
    ],
  },
];

/** @type {import('../voice.mjs').Script[]} */
export const DE_LEADS = [
  {
    subject: () => 'Ihr Angebot zur Personalvermittlung',
    turns: [
      { by: 'them', text: (v) => `Guten Tag,

auf der Messe hatten Sie mir Ihre Karte gegeben. Wir beschäftigen rund ${v.pick(['40', '120', '260'])} Leute in ${v.city} und finden seit Monaten keine Fachkräfte. Wie arbeiten Sie, und was kostet die Vermittlung?

Mit besten Grüßen
${v.them.name}` },
      { by: 'us', files: ['letter'], text: (v) => `${v.dearThem}

gern stelle ich Ihnen unsere Arbeitsweise vor: Bei der Direktvermittlung zahlen Sie erst nach Vertragsunterschrift ein Honorar, in der Überlassung einen festen Stundensatz. Eine Übersicht liegt bei.

Passt Ihnen ein Gespräch am ${v.day(5)} um ${v.time} Uhr?

${v.regards}` },
    ],
  },
  {
    subject: () => 'Bitte um Rückruf',
    turns: [
      { by: 'them', text: (v) => `Hallo,

ich habe über Ihr Kontaktformular schon einmal geschrieben und bitte um einen kurzen Rückruf wegen einer Urlaubsvertretung im Büro, am besten vormittags.

Gruß
${v.them.name}, ${v.city}` },
    ],
  },
];

/** From people nobody knows yet. @type {import('../voice.mjs').Script[]} */
export const DE_STRANGERS = [
  {
    subject: () => 'Initiativbewerbung',
    turns: [{ by: 'them', files: ['cv'], text: (v) => `Sehr geehrte Damen und Herren,

ich bin ${v.job} mit langjähriger Erfahrung und suche im Raum ${v.city} eine neue Aufgabe. Haben Sie derzeit etwas Passendes? Meinen Lebenslauf habe ich angehängt.

Mit freundlichen Grüßen
${v.them.name}` }],
  },
  {
    subject: () => 'Praktikum in Ihrer Verwaltung?',
    turns: [{ by: 'them', text: (v) => `Guten Tag,

ich besuche die Höhere Handelsschule in ${v.city} und suche ab ${v.day(25)} ein Praktikum von drei Wochen. Bieten Sie so etwas an?

Liebe Grüße
${v.them.first}` }],
  },
  {
    subject: () => 'Parkplatz im Innenhof',
    turns: [{ by: 'them', text: (v) => `Guten Morgen,

seit Tagen steht ein weißer Kombi auf unserem Stellplatz Nr. 7. Gehört der zu Ihrem Büro? Bitte lassen Sie ihn bis ${v.day(1)} wegfahren, sonst rufen wir den Abschleppdienst.

${v.them.name}, Hausverwaltung` }],
  },
  {
    subject: () => 'Angebot Büroreinigung',
    turns: [{ by: 'them', style: 'html', files: ['letter'], text: (v) => `Sehr geehrte Damen und Herren,

wir reinigen Büros in ${v.city} und Umgebung, täglich oder nach Bedarf, mit eigenen, festangestellten Kräften. Ein unverbindliches Angebot liegt bei; gern kommen wir zur Besichtigung.

Mit freundlichen Grüßen
${v.them.name}` }],
  },
];
