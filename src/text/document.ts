import { list } from './list.ts';

/** Names of formats that people know. */
const formats: Record<string, string> = {
  'application/pdf': 'PDF',
  'text/html': 'Web page',
  'text/plain': 'Plain text',
  'image/png': 'Picture (PNG)',
  'image/jpeg': 'Picture (JPEG)',
  'image/gif': 'Picture (GIF)',
  'image/webp': 'Picture (WebP)',
  'image/tiff': 'Picture (TIFF)',
  'application/rtf': 'Rich text (RTF)',
  'text/rtf': 'Rich text (RTF)',
  'application/msword': 'Word document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
  'application/octet-stream': 'Format not recorded',
};

/** The sentences of the document viewer. */
export const documentWords = list('documentWords', {
  title: 'Document',
  subject: { title: 'The document' },
  documents: 'Documents',
  formats,
  size: (amount: string, unit: string) => `${amount} ${unit}`,
  units: ['bytes', 'kB', 'MB'] as const,
  open: 'Open',
  openThis: (title: string) => `Open: ${title}`,
  close: 'Close',
  closeThis: (title: string) => `Close: ${title}`,
  content: (title: string) => `${title}, content`,
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  page: (number: number, count: number) => `Page ${number} of ${count}`,
  larger: 'Larger',
  smaller: 'Smaller',
  zoom: (percent: number) => `Size: ${percent}%`,
  save: 'Save a copy',
  saveThis: (title: string) => `Save a copy: ${title}`,
  saved: 'A saved copy is outside the record: it will not be updated, and you are responsible for keeping it safe.',
  /** Seen only as long as the viewer is not there. */
  viewerAbsent: 'The part of this page that shows documents has not loaded. If it does not come, close this entry and open it again.',
  /** Of one who is no longer open. */
  otherPatient: 'This document belongs to a patient who is no longer open. Nothing of it is shown.',

  /** What is said beside a document that is shown. */
  contradiction: (declared: string, found: string) => `Its source calls it “${declared}”, but it is something else: ${found}. It is shown as what it is.`,
  contradictionUnknown: (declared: string) => `Its source calls it “${declared}”, but it does not look like one.`,
  leftOut: 'Pictures that are kept elsewhere are left out.',
  plain: 'Shown without its own layout. Links in it do not lead anywhere.',
  drawn: 'If a page looks blank or incomplete, save a copy and open that.',

  /** What is said instead of a document that cannot be shown here. */
  unseen: {
    format: 'This kind of document cannot be shown here. You can save a copy and open it with another program.',
    locked: 'This document is locked with a password, and cannot be shown here. You can save a copy.',
    broken: 'This document is damaged, and cannot be shown here. You can save a copy. Tell whoever sent it.',
    unable: 'This page could not load what it needs to show the document. You can save a copy.',
  },

  /** The title and the sentence of a failure that has its own, by its code. */
  failures: {
    'not-found': ['The document is not there', 'It may have been withdrawn or replaced, or it is kept where this record cannot reach it. Close the patient’s record and open it again to see what is there now.'],
    'document-too-large': ['The document is too large to open here', 'Ask the organisation that keeps it for a copy.'],
    'document-unreadable': ['The document cannot be read', 'What its source sent is damaged. Ask the organisation that keeps it for a copy.'],
    'all-sources-unavailable': ['The document could not be loaded', 'The organisation that keeps it did not answer. This does not mean that there is no document.'],
    'timed-out': ['The document could not be loaded', 'It took too long to arrive. This does not mean that there is no document.'],
  } as Partial<Record<string, [title: string, body: string]>>,
});
