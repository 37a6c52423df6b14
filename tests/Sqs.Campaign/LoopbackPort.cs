using System.Net;
using System.Net.Sockets;

namespace Sqs.Campaign;

/// <summary>Ports of this machine for processes that are told where to listen.</summary>
internal static class LoopbackPort
{
    /// <summary>A port that is free just now.</summary>
    /// <returns>The port.</returns>
    public static int Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
