using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Sqs.Runtime.Storage;

/// <summary>
/// Writes to one SQLite file, in the order they come. SQLite lets one writer in at a time and each commit waits for the disk, so what has queued up
/// in the meantime shares a transaction: a savepoint a write keeps one that fails from the others.
/// </summary>
/// <param name="open">Opens a connection.</param>
internal sealed class SqliteWriteQueue(Func<Task<SqliteConnection>> open)
{
    // Other processes get their turn in between.
    private const int LongestGroup = 64;
    private const string Savepoint = "write";

    private readonly ConcurrentQueue<Pending> _pending = new();
    private int _isWriting;

    /// <summary>Writes in one transaction, which is on disk when the call returns.</summary>
    /// <typeparam name="T">What is returned.</typeparam>
    /// <param name="write">Writes.</param>
    /// <param name="cancellationToken">Takes the write out of the queue where it has not begun.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        var pending = new Pending<T>(write, cancellationToken);
        _pending.Enqueue(pending);
        Begin();
        return pending.Result;
    }

    private void Begin()
    {
        if (Interlocked.CompareExchange(ref _isWriting, 1, 0) == 0)
            _ = Task.Run(WriteAllAsync);
    }

    private async Task WriteAllAsync()
    {
        while (!_pending.IsEmpty)
        {
            var group = new List<Pending>();
            while (group.Count < LongestGroup && _pending.TryDequeue(out Pending? next))
                group.Add(next);
            try
            {
                await WriteAsync(group).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                // Nothing of the group is on disk; each caller decides whether to come again.
                foreach (Pending pending in group)
                    pending.Fail(failure);
            }
        }

        // What came between the last look and here finds nobody writing.
        Volatile.Write(ref _isWriting, 0);
        if (!_pending.IsEmpty)
            Begin();
    }

    private async Task WriteAsync(List<Pending> group)
    {
        SqliteConnection connection = await open().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            SqliteTransaction transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (Pending pending in group)
                {
                    transaction.Save(Savepoint);
                    if (!await pending.RunAsync(transaction).ConfigureAwait(false))
                        transaction.Rollback(Savepoint);
                    transaction.Release(Savepoint);
                }

                transaction.Commit();
            }
        }

        foreach (Pending pending in group)
            pending.Complete();
    }

    private abstract class Pending
    {
        /// <summary>Runs the write.</summary>
        /// <returns>Whether its changes are to be kept.</returns>
        public abstract Task<bool> RunAsync(DbTransaction transaction);

        /// <summary>Its transaction is on disk: tells the caller what came of the write.</summary>
        public abstract void Complete();

        /// <summary>Its transaction was undone.</summary>
        public abstract void Fail(Exception failure);
    }

    private sealed class Pending<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken) : Pending
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? _failure;
        private T? _value;

        public Task<T> Result => _source.Task;

        public override async Task<bool> RunAsync(DbTransaction transaction)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _value = await write(transaction).ConfigureAwait(false);
                return true;
            }
            catch (Exception failure)
            {
                _failure = failure;
                return false;
            }
        }

        public override void Complete()
        {
            if (_failure is null)
                _source.SetResult(_value!);
            else
                Fail(_failure);
        }

        public override void Fail(Exception failure)
        {
            if (failure is OperationCanceledException)
                _source.TrySetCanceled(cancellationToken.IsCancellationRequested ? cancellationToken : CancellationToken.None);
            else
                _source.TrySetException(failure);
        }
    }
}
