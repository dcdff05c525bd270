import { list } from './list.ts';

/** What a host's page says around the frame in which the record is shown. A blank could be taken for an empty record. */
export const frameWords = list('frameWords', {
  title: 'Shared care record',
  loading: 'The shared record is loading.',
  refused: {
    'gateway-invalid': 'The shared record could not be loaded: the page gave no https gateway. This is not an empty record.',
    'token-url-invalid': 'The shared record could not be loaded: the page gave a token-url of another origin. This is not an empty record.',
    'frame-unreachable': 'The shared record could not be loaded. This is not an empty record. If it goes on, contact your local service desk.',
  },
  unknownTag: 'The page asked for a part of the record that does not exist. This is not an empty record.',
});
