/** Conversations with candidates in German. @type {import('../voice.mjs').Script[]} */
export const DE_CANDIDATES = [
  {
    subject: (v) => `Bewerbung als ${v.job}`,
    turns: [
      { by: 'them', files: ['cv', 'certificate'], text: (v) => `${v.dearUs}

${v.pick(['auf Ihrer Internetseite bin ich auf die ausgeschriebene Stelle aufmerksam geworden', 'eine frühere Kollegin hat mir Ihr Haus empfohlen', 'wir hatten uns kurz auf der Jobmesse in Hamburg unterhalten'])} und möchte mich hiermit als ${v.job} bewerben. Ich arbeite seit ${v.pick(['vier', 'sechs', 'elf'])} Jahren in diesem Beruf, zuletzt im Raum ${v.city}.

Meine Kündigungsfrist beträgt ${v.pick(['vier Wochen zum Monatsende', 'sechs Wochen', 'drei Monate'])}, meine Gehaltsvorstellung liegt bei ${v.amount} brutto im Jahr. Lebenslauf und Zeugnisse finden Sie im Anhang.

Über eine Einladung zum Gespräch freue ich mich sehr.

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

vielen Dank für Ihre vollständigen Unterlagen. Ihr Werdegang passt gut zu einer Stelle, die wir gerade für ${v.client} besetzen.

Hätten Sie am ${v.day(4)} um ${v.time} Uhr Zeit für ein Telefonat von etwa einer halben Stunde? Bitte nennen Sie mir auch kurz, ob Sie zu Schichtarbeit bereit wären.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

der Termin passt mir sehr gut. Sie erreichen mich unter meiner Mobilnummer. ${v.pick(['Zwei Schichten sind für mich kein Problem, Nachtschicht möchte ich vermeiden.', 'Schichtarbeit kenne ich aus meiner jetzigen Stelle.', 'Tagschicht wäre mir lieber, da unsere Tochter noch in die Kita geht.'])}

Bis dahin und viele Grüße
${v.them.name}` },
    ],
  },
  {
    subject: (v) => `Ihr Vorstellungsgespräch bei ${v.client}`,
    turns: [
      { by: 'us', style: 'html', files: ['invitation'], text: (v) => `${v.dearThem}

${v.client} möchte Sie gern persönlich kennenlernen. Das Gespräch findet am ${v.day(6)} um ${v.time} Uhr statt; den Termin habe ich Ihnen als Kalendereintrag angehängt.

Bitte bringen Sie Ihre Originalzeugnisse und einen gültigen Ausweis mit. Parkplätze finden Sie im Hof, melden Sie sich am Empfang.

Geben Sie mir bitte kurz Bescheid, ob Sie den Termin wahrnehmen können.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

vielen Dank, ich werde da sein. ${v.pick(['Gibt es eine Kleiderordnung?', 'Mit wem werde ich sprechen?', 'Dauert das Gespräch länger als eine Stunde? Dann würde ich mir den Nachmittag freinehmen.'])}

Viele Grüße
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

planen Sie bitte anderthalb Stunden ein, ein Rundgang durch den Betrieb gehört dazu. Sie sprechen mit der Abteilungsleitung und der Personalabteilung; gepflegte Alltagskleidung genügt.

Ich drücke Ihnen die Daumen!

${v.regards}` },
    ],
  },
  {
    subject: () => 'Rückmeldung nach meinem Gespräch',
    turns: [
      { by: 'them', style: 'html', text: (v) => `${v.dearUs}

das Gespräch bei ${v.client} war sehr angenehm. ${v.pick(['Das Team hat mir gefallen, und die Aufgaben sind genau das, was ich suche.', 'Besonders die Einarbeitung über drei Monate hat mich überzeugt.', 'Etwas Sorgen macht mir nur der Fahrweg von ' + v.city + '.'])}

Haben Sie schon eine Rückmeldung von dort bekommen? Ich hätte noch ein zweites Angebot und müsste mich bis ${v.day(5)} entscheiden.

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

danke für Ihre Offenheit. Ich habe heute Morgen mit der Personalabteilung gesprochen: Man möchte Ihnen ein Angebot über ${v.amount} machen. Den Vertragsentwurf bekommen Sie bis morgen Mittag von mir.

${v.regards}` },
    ],
  },
  {
    subject: (v) => `Arbeitsvertrag ${v.number}`,
    turns: [
      { by: 'us', files: ['contract'], text: (v) => `${v.dearThem}

anbei erhalten Sie den Arbeitsvertrag mit der Bitte um Durchsicht. Beginn ist der ${v.day(20)}, die Probezeit beträgt sechs Monate.

Wenn alles in Ordnung ist, schicken Sie mir bitte ein unterschriebenes Exemplar eingescannt zurück; das Original genügt am ersten Arbeitstag.

${v.regards}` },
      { by: 'them', files: ['contract'], text: (v) => `${v.dearUs}

im Anhang der unterschriebene Vertrag. Eine Frage habe ich noch zu § 7: Gilt die Überstundenregelung auch für die Wochenenden?

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

ja, Wochenendstunden werden mit einem Zuschlag von 25 % vergütet und nicht mit dem Stundenkonto verrechnet. Herzlichen Glückwunsch zur neuen Stelle!

${v.regards}` },
    ],
  },
  {
    subject: () => 'Krankmeldung',
    turns: [
      { by: 'them', files: ['letter'], text: (v) => `${v.dearUs}

leider bin ich seit heute krankgeschrieben, voraussichtlich bis ${v.day(4)}. Die Bescheinigung liegt bei; beim Einsatzbetrieb habe ich bereits angerufen.

Viele Grüße
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

danke für die schnelle Nachricht, ich habe ${v.client} informiert und kümmere mich um eine Vertretung. Gute Besserung!

${v.regards}` },
    ],
  },
  {
    subject: () => 'Frage zur Lohnabrechnung',
    turns: [
      { by: 'them', text: (v) => `${v.dearUs}

in meiner letzten Abrechnung fehlen ${v.pick(['zwei', 'drei', 'fünf'])} Stunden Nachtzuschlag. Können Sie das bitte prüfen? Den Stundenzettel hatte ich pünktlich abgegeben.

Außerdem hat sich meine Adresse geändert, ich wohne jetzt in ${v.city}, Gärtnerstraße 8.

Danke und Grüße
${v.them.name}` },
    ],
  },
  {
    subject: (v) => `Verfügbarkeit ab ${v.day(10)}`,
    turns: [
      { by: 'us', text: (v) => `${v.dearThem}

wir suchen für ${v.client} ab ${v.day(10)} Verstärkung als ${v.job}, zunächst für drei Monate mit Option auf Übernahme. Wären Sie verfügbar?

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

${v.pick(['grundsätzlich ja, mein jetziger Einsatz endet aber erst eine Woche später.', 'sehr gern! Bitte schicken Sie mir die genaue Anschrift und die Arbeitszeiten.', 'leider habe ich vorgestern anderweitig zugesagt. Behalten Sie mich bitte trotzdem in Ihrer Kartei.'])}

Viele Grüße
${v.them.name}

Von meinem Smartphone gesendet` },
    ],
  },
  {
    subject: () => 'Zeugnisanforderung',
    turns: [
      { by: 'them', style: 'html', text: (v) => `${v.dearUs}

für meine Weiterbildung zum Techniker benötige ich ein Zwischenzeugnis. Wäre es möglich, dass Sie es bis ${v.day(12)} ausstellen?

Schöne Grüße
${v.them.name}` },
      { by: 'us', files: ['letter'], text: (v) => `${v.dearThem}

gern, das Zwischenzeugnis liegt bei. Viel Erfolg bei der Weiterbildung, und melden Sie sich, wenn sich an Ihrer Verfügbarkeit etwas ändert.

${v.regards}` },
    ],
  },
  {
    subject: () => 'Aktuelles Foto und neue Telefonnummer',
    turns: [
      { by: 'them', files: ['photo', 'card'], text: (v) => `${v.dearUs}

wie besprochen anbei ein aktuelles Foto für mein Profil und meine neuen Kontaktdaten als Visitenkarte.

Schönes Wochenende!
${v.them.name}` },
    ],
  },
  {
    subject: (v) => `Absage: ${v.job}`,
    turns: [
      { by: 'us', text: (v) => `${v.dearThem}

leider muss ich Ihnen mitteilen, dass sich ${v.client} für eine andere Person entschieden hat. Ausschlaggebend war die längere Erfahrung mit der dortigen Anlage, nicht Ihr Auftritt im Gespräch.

Ich habe Sie für zwei weitere Stellen vorgemerkt und melde mich in der kommenden Woche.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

schade, aber danke für die ehrliche Begründung. Ich bleibe gern in Ihrer Datenbank und freue mich auf Ihren Anruf.

${v.bye}
${v.them.name}` },
    ],
  },
];
