import { pseudo } from './pseudo.ts';

export default pseudo('en-XA', 'ltr');
