namespace Sqs.Providers.Emulation.Hosting;

/// <summary>Carries a refusal of a request out of its checks.</summary>
internal sealed class ApiRefusal(ApiReply reply) : Exception
{
    public ApiReply Reply { get; } = reply;
}
