package dev.plumbline.ssh.config;

import java.util.Map;
import java.util.Set;

/** What becomes of each keyword of ssh_config(5) of OpenSSH 10, in lower case. */
final class Keywords {

    /** Other names that OpenSSH still accepts. */
    static final Map<String, String> ALIASES = Map.of(
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
            "challengeresponseauthentication", "kbdinteractiveauthentication",
            "skeyauthentication", "kbdinteractiveauthentication",
            "tisauthentication", "kbdinteractiveauthentication",
            "dsaauthentication", "pubkeyauthentication",
            "smartcarddevice", "pkcs11provider");

    /** Honoured, of which the first value counts. */
    static final Set<String> FIRST = Set.of(
            "addressfamily",
            "bindaddress",
            "ciphers",
            "compression",
            "connecttimeout",
            "globalknownhostsfile",
            "hostkeyalgorithms",
            "hostkeyalias",
            "hostname",
            "identitiesonly",
            "identityagent",
            "kbdinteractiveauthentication",
            "kexalgorithms",
            "macs",
            "passwordauthentication",
            "port",
            "preferredauthentications",
            "proxycommand",
            "proxyjump",
            "pubkeyacceptedalgorithms",
            "pubkeyauthentication",
            "requiredrsasize",
            "revokedhostkeys",
            "serveralivecountmax",
            "serveraliveinterval",
            "stricthostkeychecking",
            "tag",
            "user",
            "userknownhostsfile");

    /** Honoured, of which all values count. */
    static final Set<String> ALL = Set.of("certificatefile", "identityfile");

    /**
     * Without meaning here: terminals, forwardings, shared connections, what a session's own user would see or do, and what asks for
     * less care than is taken anyway. Values aren't looked at.
     */
    static final Set<String> HARMLESS = Set.of(
            "addkeystoagent",
            "batchmode",
            "canonicaldomains",
            "canonicalizefallbacklocal",
            "canonicalizemaxdots",
            "canonicalizepermittedcnames",
            "casignaturealgorithms",
            "channeltimeout",
            "checkhostip",
            "cipher",
            "clearallforwardings",
            "compressionlevel",
            "connectionattempts",
            "controlmaster",
            "controlpath",
            "controlpersist",
            "dynamicforward",
            "enableescapecommandline",
            "enablesshkeysign",
            "escapechar",
            "exitonforwardfailure",
            "fallbacktorsh",
            "fingerprinthash",
            "forkafterauthentication",
            "forwardagent",
            "forwardx11",
            "forwardx11timeout",
            "forwardx11trusted",
            "gatewayports",
            "globalknownhostsfile2",
            "gssapiauthentication",
            "gssapiclientidentity",
            "gssapidelegatecredentials",
            "gssapikexalgorithms",
            "gssapikeyexchange",
            "gssapirenewalforcesrekey",
            "gssapiserveridentity",
            "gssapitrustdns",
            "hashknownhosts",
            "hostbasedacceptedalgorithms",
            "hostbasedauthentication",
            "hostbasedkeytypes",
            "ipqos",
            "keepalive",
            "localcommand",
            "localforward",
            "loglevel",
            "logverbose",
            "nohostauthenticationforlocalhost",
            "numberofpasswordprompts",
            "obscurekeystroketiming",
            "permitlocalcommand",
            "permitremoteopen",
            "protocol",
            "rekeylimit",
            "remoteforward",
            "requesttty",
            "rhostsrsaauthentication",
            "rsaauthentication",
            "securitykeyprovider",
            "sendenv",
            "setenv",
            "stdinnull",
            "streamlocalbindmask",
            "streamlocalbindunlink",
            "syslogfacility",
            "tcpkeepalive",
            "tunneldevice",
            "updatehostkeys",
            "useprivilegedport",
            "userknownhostsfile2",
            "useroaming",
            "usersh",
            "verifyhostkeydns",
            "versionaddendum",
            "visualhostkey",
            "warnweakcrypto",
            "xauthlocation");

    /** Refused unless they have one of these values, because doing without would connect elsewhere or otherwise than was asked. */
    static final Map<String, Set<String>> REFUSED = Map.of(
            "bindinterface", Set.of(),
            "canonicalizehostname", Set.of("no", "false"),
            "knownhostscommand", Set.of("none"),
            "pkcs11provider", Set.of("none"),
            "proxyusefdpass", Set.of("no", "false"),
            "refuseconnection", Set.of(),
            "remotecommand", Set.of("none"),
            "sessiontype", Set.of("default"),
            "tunnel", Set.of("no", "false"));

    static boolean isKnown(String keyword) {
        return FIRST.contains(keyword)
                || ALL.contains(keyword)
                || HARMLESS.contains(keyword)
                || REFUSED.containsKey(keyword)
                || keyword.equals("host")
                || keyword.equals("match")
                || keyword.equals("include")
                || keyword.equals("ignoreunknown");
    }

    private Keywords() {}
}
