/** The ledger's rules: accounts, transfers and the books that decide them. Pure: java.* only. */
package exchequer.ledger;
