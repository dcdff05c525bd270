import { pseudo } from './pseudo.ts';

export default pseudo('ar-XB', 'rtl');
