package org.concordat.cli.outcome;

/** How a command ended, for scripts. The numbers are a promise. */
public enum Exit {
    DONE(0, "done"),
    REFUSED(1, "refused by the gateway or by the rules: this is an answer"),
    USAGE(2, "the command line itself is wrong"),
    BAD_INPUT(3, "a file is not as it must be; every finding is printed"),
    BROKEN(4, "a signature or a seal does not hold; nothing was written"),
    UNAVAILABLE(5, "not reachable, or not now: try again later"),
    NOT_FOUND(6, "there is no such thing, or it is not yours to see"),
    REWRITTEN(7, "the ledger is not what the gateway signed for: its history was changed"),
    PARTLY(8, "some recipients get it, and some were refused: read which"),
    FAULT(70, "a fault of concordat itself; --debug tells more");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
