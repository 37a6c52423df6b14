using Sqs.Simulation.Chains;

namespace Sqs.Simulation.Execution;

/// <summary>Collects the records and shots of branches as groups.</summary>
/// <param name="layout">What a record holds.</param>
/// <param name="groups">Receives them.</param>
internal sealed class GroupSink(RecordLayout layout, GroupList groups) : ILeafSink
{
    private readonly GroupList _groups = groups;
    private readonly ulong[] _record = new ulong[layout.Words];

    /// <inheritdoc/>
    public void Add(Branch branch)
    {
        layout.Pack(branch.Memory.Bits, _record);
        _groups.Add(_record, branch.Shots);
    }

    /// <inheritdoc/>
    public ILeafSink CreatePart() => new GroupSink(layout, new GroupList(layout.Words));

    /// <inheritdoc/>
    public void Add(ILeafSink part) => _groups.Add(((GroupSink)part)._groups);
}
