"""Pushes three times with aioapns, with a provider token or a certificate, and prints what came of each as JSON."""

import asyncio
import json
import ssl
import sys

from aioapns import APNs, NotificationRequest, PushType
from aioapns import connection

port, ca, topic, token, credentials = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], json.loads(sys.argv[5])
connection.APNsTLSClientProtocol.APNS_PORT = int(port)
connection.APNsDevelopmentClientProtocol.APNS_SERVER = "localhost"


async def main():
    context = ssl.create_default_context(cafile=ca)
    apns = APNs(topic=topic, use_sandbox=True, ssl_context=context, **credentials)
    for _ in range(3):
        request = NotificationRequest(device_token=token, message={"uuid": "A1B2"}, push_type=PushType.VOIP)
        response = await apns.send_notification(request)
        print(json.dumps({"id": response.notification_id, "status": response.status, "reason": response.description}))


asyncio.run(main())
