'use strict';

const { fillRecords } = require('./fill-records');
const { answerMeasuring } = require('./measuring');

module.exports = {
  register() {},

  /** BENCH_RECORDS: fill the table of records before anything is measured. */
  async bootstrap({ strapi }) {
    if (process.env.BENCH_RECORDS) await fillRecords(strapi, Number(process.env.BENCH_RECORDS));
    answerMeasuring();
  },
};
