/** Conversations in Dutch. */

/** @type {import('../voice.mjs').Script[]} */
export const NL_CANDIDATES = [
  {
    subject: (v) => `Sollicitatie ${v.job}`,
    turns: [
      { by: 'them', files: ['cv'], text: (v) => `${v.dearUs}

Graag solliciteer ik naar de functie van ${v.job}. Ik werk nu ${v.pick(['vijf', 'acht', 'twaalf'])} jaar in dit vak en zoek een baan dichter bij ${v.city}. Mijn cv vind je in de bijlage; een indicatie van mijn salaris is ${v.amount} per jaar.

Ik hoor graag van je.

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

Dank je wel voor je sollicitatie, je ervaring sluit goed aan bij een vacature van ${v.client}. Zullen we ${v.day(3)} om ${v.time} uur bellen?

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

Dat komt goed uit. ${v.pick(['Bel gerust op mijn mobiele nummer.', 'Kun je vast iets vertellen over de reistijden en de auto van de zaak?', 'Ik zit dan in de trein, dus wellicht valt de verbinding even weg.'])}

Groet, ${v.them.first}` },
    ],
  },
  {
    subject: (v) => `Uitnodiging gesprek bij ${v.client}`,
    turns: [
      { by: 'us', style: 'html', files: ['invitation'], text: (v) => `${v.dearThem}

${v.client} nodigt je uit voor een kennismaking op ${v.day(5)} om ${v.time} uur. De agenda-afspraak zit in de bijlage. Neem je je diploma's mee? Reiskosten krijg je vergoed.

${v.regards}` },
      { by: 'them', text: (v) => `Top, ik ben er! Hoe laat zijn we ongeveer klaar? Dan regel ik de opvang.

Groetjes,
${v.them.first}` },
    ],
  },
  {
    subject: () => 'Getekend contract',
    turns: [
      { by: 'them', files: ['contract'], text: (v) => `${v.dearUs}

In de bijlage het getekende contract. Eén vraagje: vanaf wanneer bouw ik vakantiedagen op?

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

Vanaf je eerste werkdag, 25 dagen per jaar. Gefeliciteerd met je nieuwe baan, en tot ${v.day(14)}!

${v.regards}` },
    ],
  },
  {
    subject: () => 'Urenbriefje vergeten',
    turns: [{ by: 'them', files: ['timesheet'], text: (v) => `Hoi,

Sorry, ik was mijn urenbriefje van vorige week vergeten. Hier is hij alsnog. Maandag heb ik twee uur overgewerkt, dat is met de ploegleider besproken.

${v.them.first}` }],
  },
];

/** @type {import('../voice.mjs').Script[]} */
export const NL_CUSTOMERS = [
  {
    subject: (v) => `Aanvraag: ${v.job}`,
    turns: [
      { by: 'them', text: (v) => `${v.dearUs}

Voor onze vestiging in ${v.city} zoeken we met spoed een ${v.job}, 38 uur per week, start ${v.day(9)}. ${v.pick(['Ervaring met ploegendienst is een must.', 'Een VCA-certificaat is verplicht.', 'Liefst iemand die wil blijven.'])} Kun je morgen profielen sturen?

${v.bye}
${v.them.name}
${v.client}` },
      { by: 'us', files: ['cv'], text: (v) => `${v.dearThem}

Hierbij alvast één profiel, een tweede kandidaat spreek ik vanmiddag. Ons tarief is € 36,50 per uur, exclusief btw.

${v.regards}` },
    ],
  },
  {
    subject: (v) => `Factuur ${v.number}`,
    turns: [
      { by: 'us', files: ['invoice'], text: (v) => `${v.dearThem}

Bijgaand de factuur over de gewerkte uren van vorige maand, te voldoen binnen 30 dagen.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

Ontvangen, dank. Wil je voortaan ons inkoopnummer ${v.number}-A vermelden? Anders blijft de factuur liggen bij de administratie.

${v.bye}
${v.them.name}` },
    ],
  },
];

/** @type {import('../voice.mjs').Script[]} */
export const NL_STRANGERS = [
  {
    subject: () => 'Vraag over jullie vacature',
    turns: [{ by: 'them', text: (v) => `Goedemiddag,

Op jullie website zag ik een vacature in ${v.city}. Is thuiswerken op vrijdag mogelijk, en is een rijbewijs nodig?

Alvast bedankt,
${v.them.name}` }],
  },
];
