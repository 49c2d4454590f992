/** Conversations in English. */

/** @type {import('../voice.mjs').Script[]} */
export const EN_CANDIDATES = [
  {
    subject: (v) => `Application: ${v.job}`,
    turns: [
      { by: 'them', files: ['cv'], text: (v) => `${v.dearUs}

I would like to apply for the position of ${v.job}. I have spent the last ${v.pick(['five', 'seven', 'nine'])} years in ${v.city} and plan to move to northern Germany in spring. My German is at level ${v.pick(['B1', 'B2', 'C1'])}; my CV is attached. I am looking for around ${v.amount}.

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

Thank you for your application. ${v.client} is looking for somebody with your background and English is the working language there. Could we talk on ${v.day(3)} at ${v.time} (German time)?

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

That works well. ${v.pick(['Shall we use video or the phone?', 'I will be on my mobile.', 'Could you tell me how relocation is supported?'])}

${v.bye}
${v.them.first}` },
    ],
  },
  {
    subject: (v) => `Interview with ${v.client}`,
    turns: [
      { by: 'us', style: 'html', files: ['invitation'], text: (v) => `${v.dearThem}

${v.client} would like to meet you by video on ${v.day(5)} at ${v.time}. The calendar entry is attached; the link will follow on the day before.

${v.regards}` },
      { by: 'them', text: (v) => `${v.dearUs}

Lovely, thank you - accepted. Who will be on the call?

${v.bye}
${v.them.first}` },
    ],
  },
  {
    subject: () => 'References and certificates',
    turns: [
      { by: 'them', style: 'html', files: ['certificate', 'photo'], text: (v) => `${v.dearUs}

Please find attached the certificate you asked for and a scan of my passport photo. My two referees have been told to expect your call.

${v.bye}
${v.them.name}` },
    ],
  },
  {
    subject: () => 'Withdrawing my application',
    turns: [
      { by: 'them', text: (v) => `${v.dearUs}

I have decided to stay with my current employer, who has matched the offer of ${v.amount}. I am sorry for the trouble, and grateful for all your help.

${v.bye}
${v.them.name}` },
      { by: 'us', text: (v) => `${v.dearThem}

Thank you for telling me so openly. The door stays open: get in touch whenever things change.

${v.regards}` },
    ],
  },
];

/** @type {import('../voice.mjs').Script[]} */
export const EN_CUSTOMERS = [
  {
    subject: () => 'New requirement for next quarter',
    turns: [
      { by: 'them', style: 'html', text: (v) => `${v.dearUs}

We will need two people as ${v.job} in ${v.city} from ${v.day(15)}. ${v.pick(['Six months to start with, likely to become permanent.', 'Experience with audits would be ideal.', 'Hybrid working, three days on site.'])} Could you send us your terms?

${v.bye}
${v.them.name}
${v.them.job}, ${v.client}` },
      { by: 'us', files: ['letter', 'cv'], text: (v) => `${v.dearThem}

Our terms and a first profile are attached. The candidate is available for interviews from ${v.day(4)}.

${v.regards}` },
    ],
  },
  {
    subject: (v) => `Invoice ${v.number} - query`,
    turns: [
      { by: 'them', text: (v) => `${v.dearUs}

Invoice ${v.number} shows 168 hours, our timesheets add up to 160. Could you check and reissue it, please?

${v.bye}
${v.them.name}` },
      { by: 'us', files: ['invoice'], text: (v) => `${v.dearThem}

You are right: the bank holiday was counted twice. The corrected invoice is attached, with apologies.

${v.regards}` },
    ],
  },
];

/** @type {import('../voice.mjs').Script[]} */
export const EN_STRANGERS = [
  {
    subject: () => 'Question about working in Hamburg',
    turns: [{ by: 'them', text: (v) => `Hello,

I am a ${v.job} from ${v.city}. Do you place people who do not speak German yet, and do you help with finding a flat?

Thanks,
${v.them.name}` }],
  },
];
