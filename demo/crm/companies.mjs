/**
 * Invented companies: name, domain, city, country, industry, status. @typedef {{ name: string, domain: string, city: string, country: string, industry: string, status: string }} Company
 */

const ROWS = /** @type {[string, string, string, string, string, string][]} */ ([
  ['Nordwerk Maschinenbau GmbH', 'nordwerk-maschinen.example', 'Bremen', 'DE', 'Maschinenbau', 'customer'],
  ['Müller & Söhne Elektrotechnik KG', 'mueller-soehne.example', 'Hamburg', 'DE', 'Elektrotechnik', 'customer'],
  ['Hansekontor Logistik GmbH', 'hansekontor-logistik.example', 'Hamburg', 'DE', 'Logistik', 'customer'],
  ['Klinikum Wakenitz gGmbH', 'klinikum-wakenitz.example', 'Lübeck', 'DE', 'Gesundheit', 'customer'],
  ['Fördeblick Pflegedienste GmbH', 'foerdeblick-pflege.example', 'Kiel', 'DE', 'Gesundheit', 'customer'],
  ['Ostsee-Feinkost AG', 'ostsee-feinkost.example', 'Rostock', 'DE', 'Lebensmittel', 'customer'],
  ['Leinetal Steuerberatung PartG', 'leinetal-steuer.example', 'Göttingen', 'DE', 'Steuerberatung', 'customer'],
  ['Brückenbau Weser AG', 'brueckenbau-weser.example', 'Bremen', 'DE', 'Bau', 'customer'],
  ['Domstadt Software GmbH', 'domstadt-software.example', 'Köln', 'DE', 'Software', 'customer'],
  ['Rheinpark Immobilien GmbH', 'rheinpark-immo.example', 'Düsseldorf', 'DE', 'Immobilien', 'prospect'],
  ['Stadtwerke Emsaue GmbH', 'stadtwerke-emsaue.example', 'Münster', 'DE', 'Energie', 'customer'],
  ['Lindenhof Möbel GmbH', 'lindenhof-moebel.example', 'Hannover', 'DE', 'Handel', 'prospect'],
  ['Aurich Kältetechnik GmbH', 'aurich-kaelte.example', 'Bremen', 'DE', 'Anlagenbau', 'customer'],
  ['Spreebogen Medien GmbH', 'spreebogen-medien.example', 'Berlin', 'DE', 'Medien', 'prospect'],
  ['Pleiße Druckhaus GmbH', 'pleisse-druck.example', 'Leipzig', 'DE', 'Druck', 'former'],
  ['Holsten Chemiehandel GmbH', 'holsten-chemie.example', 'Hamburg', 'DE', 'Chemie', 'customer'],
  ['Windpark Dithmarschen Service GmbH', 'windpark-service.example', 'Kiel', 'DE', 'Energie', 'prospect'],
  ['Van Aalten Transport B.V.', 'vanaalten-transport.example', 'Zwolle', 'NL', 'Logistiek', 'customer'],
  ['Noorderhuis Zorg', 'noorderhuis-zorg.example', 'Groningen', 'NL', 'Zorg', 'customer'],
  ['Twentse Metaalwerken B.V.', 'twentse-metaal.example', 'Enschede', 'NL', 'Metaal', 'customer'],
  ['Maaskade Accountants', 'maaskade-accountants.example', 'Rotterdam', 'NL', 'Accountancy', 'prospect'],
  ['Domplein Digital B.V.', 'domplein-digital.example', 'Utrecht', 'NL', 'Software', 'customer'],
  ['Lichtstad Engineering B.V.', 'lichtstad-engineering.example', 'Eindhoven', 'NL', 'Techniek', 'prospect'],
  ['Irwell Analytics Ltd', 'irwell-analytics.example', 'Manchester', 'GB', 'Software', 'customer'],
  ['Aire Valley Components Ltd', 'airevalley-components.example', 'Leeds', 'GB', 'Manufacturing', 'customer'],
  ['Liffey Payroll Services', 'liffey-payroll.example', 'Dublin', 'IE', 'Business services', 'customer'],
  ['Harbourside Construction plc', 'harbourside-construction.example', 'Bristol', 'GB', 'Construction', 'prospect'],
  ['Donaukanal Gastronomie GmbH', 'donaukanal-gastro.example', 'Wien', 'AT', 'Gastronomie', 'prospect'],
  ['Zürichberg Treuhand AG', 'zuerichberg-treuhand.example', 'Zürich', 'CH', 'Treuhand', 'prospect'],
  ['Elbtal Reinigungsservice GmbH', 'elbtal-reinigung.example', 'Hamburg', 'DE', 'Gebäudedienste', 'former'],
]);

export const COMPANIES = ROWS.map(([name, domain, city, country, industry, status]) => ({ name, domain, city, country, industry, status }));

/** Our own house in the demo. */
export const HOUSE = { name: 'Kontor Nord Personal GmbH', domain: 'kontor-nord.example', street: 'Speicherstraße 14', city: '20457 Hamburg', phone: '+49 40 5550 120' };

/** Who works there: name, function, department. The first one owns the personal demo account. */
export const EMPLOYEES = /** @type {[string, string, string][]} */ ([
  ['Sabine Hartwig', 'Personalberaterin', 'recruiting'], ['Thomas Brandt', 'Personalberater', 'recruiting'], ['Miriam Kowalski', 'Personalberaterin', 'recruiting'],
  ['Jeroen Mulder', 'Recruiter Benelux', 'recruiting'], ['Katharina Roth', 'Vertriebsleiterin', 'sales'], ['Daniel Feld', 'Key Account Manager', 'sales'],
  ['Heike Sommer', 'Sachbearbeiterin', 'back-office'], ['Petra Uhl', 'Lohnbuchhaltung', 'back-office'], ['Dr. Ralf Petersen', 'Geschäftsführer', 'management'], ['Nina Ahrens', 'Auszubildende', 'back-office'],
]);
