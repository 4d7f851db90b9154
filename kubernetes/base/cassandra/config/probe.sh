#!/bin/sh
# Succeeds when Cassandra answers CQL: OPTIONS (05) is answered by SUPPORTED (06) without a login. It
# listens on the pod's address only while it is a member that takes clients. This asks Cassandra itself,
# where a TCP connection would only ask the kernel, and starts no JVM for it as nodetool does.
ask='\004\000\000\000\005\000\000\000\000'
if command -v bash > /dev/null; then
  answer=$(bash -c '
    exec 3<> "/dev/tcp/$HOSTNAME/9042" || exit 1
    printf "$1" >&3
    head -c 5 <&3 | od -An -v -tx1' probe "$ask" 2> /dev/null)
else
  # The connection is held open until the answer is there.
  answer=$( (printf "$ask"; sleep 1) | nc -w 3 "$HOSTNAME" 9042 | head -c 5 | od -An -v -tx1)
fi
# 84: an answer of protocol version 4.
case $(echo $answer) in
  "84 00 00 00 06") exit 0 ;;
esac
echo "Cassandra does not answer CQL on $HOSTNAME:9042: '$answer'"
exit 1
