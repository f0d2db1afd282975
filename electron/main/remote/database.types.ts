// Generated from supabase/migrations by `npm run db:types`. Changes by hand are lost.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      assistants: {
        Row: {
          configuration: Json | null;
          created_at: string | null;
          current_prompt_id: string | null;
          id: string;
          is_active: boolean | null;
          name: string;
          organization_id: string;
          updated_at: string | null;
          vapi_assistant_id: string;
          version: number;
        };
        Insert: {
          configuration?: Json | null;
          created_at?: string | null;
          current_prompt_id?: string | null;
          id?: string;
          is_active?: boolean | null;
          name: string;
          organization_id: string;
          updated_at?: string | null;
          vapi_assistant_id: string;
          version?: number;
        };
        Update: {
          configuration?: Json | null;
          created_at?: string | null;
          current_prompt_id?: string | null;
          id?: string;
          is_active?: boolean | null;
          name?: string;
          organization_id?: string;
          updated_at?: string | null;
          vapi_assistant_id?: string;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'assistants_current_prompt_fkey';
            columns: ['current_prompt_id', 'id'];
            isOneToOne: true;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'assistant_id'];
          },
          {
            foreignKeyName: 'assistants_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      call_keys: {
        Row: {
          created_at: string;
          id: string;
          organization_id: string;
          vapi_call_id: string;
        };
        Insert: {
          created_at: string;
          id: string;
          organization_id: string;
          vapi_call_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          organization_id?: string;
          vapi_call_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'call_keys_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      call_participants: {
        Row: {
          call_id: string;
          created_at: string | null;
          id: string;
          join_time: string | null;
          leave_time: string | null;
          organization_id: string;
          participant_name: string | null;
          participant_type: string;
          phone_number: string | null;
          talk_time_seconds: number | null;
        };
        Insert: {
          call_id: string;
          created_at?: string | null;
          id?: string;
          join_time?: string | null;
          leave_time?: string | null;
          organization_id?: string;
          participant_name?: string | null;
          participant_type: string;
          phone_number?: string | null;
          talk_time_seconds?: number | null;
        };
        Update: {
          call_id?: string;
          created_at?: string | null;
          id?: string;
          join_time?: string | null;
          leave_time?: string | null;
          organization_id?: string;
          participant_name?: string | null;
          participant_type?: string;
          phone_number?: string | null;
          talk_time_seconds?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: 'call_participants_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'call_participants_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      call_reviews: {
        Row: {
          brand_score: number;
          call_id: string;
          completed_at: string;
          dynamics_score: number;
          id: string;
          objections_score: number;
          organization_id: string;
          outcome_score: number;
          qci_total_score: number;
          reviewer_id: string;
          run_id: string | null;
          scores: Json;
          seconds: number;
          status: string;
          version: number;
          was_blind: boolean;
        };
        Insert: {
          brand_score: number;
          call_id: string;
          completed_at?: string;
          dynamics_score: number;
          id?: string;
          objections_score: number;
          organization_id?: string;
          outcome_score: number;
          qci_total_score: number;
          reviewer_id: string;
          run_id?: string | null;
          scores: Json;
          seconds: number;
          status: string;
          version?: number;
          was_blind: boolean;
        };
        Update: {
          brand_score?: number;
          call_id?: string;
          completed_at?: string;
          dynamics_score?: number;
          id?: string;
          objections_score?: number;
          organization_id?: string;
          outcome_score?: number;
          qci_total_score?: number;
          reviewer_id?: string;
          run_id?: string | null;
          scores?: Json;
          seconds?: number;
          status?: string;
          version?: number;
          was_blind?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: 'call_reviews_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'call_reviews_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'call_reviews_run_of_the_call';
            columns: ['run_id', 'call_id'];
            isOneToOne: false;
            referencedRelation: 'qci_runs';
            referencedColumns: ['id', 'call_id'];
          },
        ];
      };
      calls: {
        Row: {
          assistant_id: string | null;
          assistant_name: string | null;
          call_type: string;
          cost: number | null;
          cost_breakdown: Json | null;
          created_at: string;
          customer_info: Json | null;
          customer_number: string | null;
          duration_seconds: number | null;
          ended_at: string | null;
          ended_reason: string | null;
          id: string;
          merge_stamps: Json;
          metadata: Json | null;
          organization_id: string;
          outcome_bucket: string | null;
          phone_number_id: string | null;
          prompt_id: string | null;
          raw_data: Json | null;
          recording_state: string;
          recording_url: string | null;
          search: unknown;
          source_updated_at: string | null;
          started_at: string | null;
          status: string;
          stereo_recording_url: string | null;
          structured_data: Json | null;
          success_evaluation: string | null;
          summary: string | null;
          transcript: string | null;
          turns: Json | null;
          updated_at: string | null;
          vapi_call_id: string;
        };
        Insert: {
          assistant_id?: string | null;
          assistant_name?: string | null;
          call_type: string;
          cost?: number | null;
          cost_breakdown?: Json | null;
          created_at?: string;
          customer_info?: Json | null;
          customer_number?: string | null;
          duration_seconds?: never;
          ended_at?: string | null;
          ended_reason?: string | null;
          id?: string;
          merge_stamps?: Json;
          metadata?: Json | null;
          organization_id: string;
          outcome_bucket?: string | null;
          phone_number_id?: string | null;
          prompt_id?: string | null;
          raw_data?: Json | null;
          recording_state?: string;
          recording_url?: string | null;
          search?: never;
          source_updated_at?: string | null;
          started_at?: string | null;
          status: string;
          stereo_recording_url?: string | null;
          structured_data?: Json | null;
          success_evaluation?: string | null;
          summary?: string | null;
          transcript?: string | null;
          turns?: Json | null;
          updated_at?: string | null;
          vapi_call_id: string;
        };
        Update: {
          assistant_id?: string | null;
          assistant_name?: string | null;
          call_type?: string;
          cost?: number | null;
          cost_breakdown?: Json | null;
          created_at?: string;
          customer_info?: Json | null;
          customer_number?: string | null;
          duration_seconds?: never;
          ended_at?: string | null;
          ended_reason?: string | null;
          id?: string;
          merge_stamps?: Json;
          metadata?: Json | null;
          organization_id?: string;
          outcome_bucket?: string | null;
          phone_number_id?: string | null;
          prompt_id?: string | null;
          raw_data?: Json | null;
          recording_state?: string;
          recording_url?: string | null;
          search?: never;
          source_updated_at?: string | null;
          started_at?: string | null;
          status?: string;
          stereo_recording_url?: string | null;
          structured_data?: Json | null;
          success_evaluation?: string | null;
          summary?: string | null;
          transcript?: string | null;
          turns?: Json | null;
          updated_at?: string | null;
          vapi_call_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'calls_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'calls_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'calls_phone_number_id_organization_id_fkey';
            columns: ['phone_number_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'phone_numbers';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'calls_prompt_id_organization_id_fkey';
            columns: ['prompt_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'organization_id'];
          },
        ];
      };
      history: {
        Row: {
          action: string;
          actor: string | null;
          after: Json | null;
          at: string;
          before: Json | null;
          call_id: string | null;
          chain: string;
          entry: number;
          hash: string;
          members_organization_id: string | null;
          organization_id: string;
          previous_hash: string;
          reason: string | null;
          subject_id: string;
          subject_table: string;
        };
        Insert: {
          action: string;
          actor?: string | null;
          after?: Json | null;
          at: string;
          before?: Json | null;
          call_id?: string | null;
          chain: string;
          entry: number;
          hash: string;
          members_organization_id?: string | null;
          organization_id: string;
          previous_hash: string;
          reason?: string | null;
          subject_id: string;
          subject_table: string;
        };
        Update: {
          action?: string;
          actor?: string | null;
          after?: Json | null;
          at?: string;
          before?: Json | null;
          call_id?: string | null;
          chain?: string;
          entry?: number;
          hash?: string;
          members_organization_id?: string | null;
          organization_id?: string;
          previous_hash?: string;
          reason?: string | null;
          subject_id?: string;
          subject_table?: string;
        };
        Relationships: [];
      };
      history_tombstones: {
        Row: {
          call_id: string;
          dropped_at: string;
          dropped_by: string | null;
          entries: number;
          last_hash: string | null;
          organization_id: string;
        };
        Insert: {
          call_id: string;
          dropped_at: string;
          dropped_by?: string | null;
          entries: number;
          last_hash?: string | null;
          organization_id: string;
        };
        Update: {
          call_id?: string;
          dropped_at?: string;
          dropped_by?: string | null;
          entries?: number;
          last_hash?: string | null;
          organization_id?: string;
        };
        Relationships: [];
      };
      key_moments: {
        Row: {
          author: string | null;
          call_id: string;
          created_at: string;
          deleted_at: string | null;
          end_ms: number | null;
          folded: string | null;
          id: string;
          kind: string;
          label: string;
          note: string | null;
          organization_id: string;
          source: string;
          start_ms: number;
          updated_at: string;
          updated_by: string | null;
          version: number;
        };
        Insert: {
          author?: string | null;
          call_id: string;
          created_at?: string;
          deleted_at?: string | null;
          end_ms?: number | null;
          folded?: never;
          id?: string;
          kind?: string;
          label: string;
          note?: string | null;
          organization_id?: string;
          source?: string;
          start_ms: number;
          updated_at?: string;
          updated_by?: string | null;
          version?: number;
        };
        Update: {
          author?: string | null;
          call_id?: string;
          created_at?: string;
          deleted_at?: string | null;
          end_ms?: number | null;
          folded?: never;
          id?: string;
          kind?: string;
          label?: string;
          note?: string | null;
          organization_id?: string;
          source?: string;
          start_ms?: number;
          updated_at?: string;
          updated_by?: string | null;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'key_moments_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'key_moments_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      moment_comments: {
        Row: {
          at_ms: number | null;
          author: string | null;
          body: string | null;
          call_id: string;
          created_at: string;
          id: string;
          moment_id: string;
          organization_id: string;
          updated_at: string;
          version: number;
        };
        Insert: {
          at_ms?: number | null;
          author?: string | null;
          body?: string | null;
          call_id?: string;
          created_at?: string;
          id?: string;
          moment_id: string;
          organization_id: string;
          updated_at?: string;
          version?: number;
        };
        Update: {
          at_ms?: number | null;
          author?: string | null;
          body?: string | null;
          call_id?: string;
          created_at?: string;
          id?: string;
          moment_id?: string;
          organization_id?: string;
          updated_at?: string;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'moment_comments_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'moment_comments_moment_id_call_id_organization_id_fkey';
            columns: ['moment_id', 'call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'key_moments';
            referencedColumns: ['id', 'call_id', 'organization_id'];
          },
          {
            foreignKeyName: 'moment_comments_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      moment_shares: {
        Row: {
          call_id: string;
          created_at: string;
          moment_id: string;
          organization_id: string;
          shared_by: string | null;
          user_id: string;
        };
        Insert: {
          call_id?: string;
          created_at?: string;
          moment_id: string;
          organization_id: string;
          shared_by?: string | null;
          user_id: string;
        };
        Update: {
          call_id?: string;
          created_at?: string;
          moment_id?: string;
          organization_id?: string;
          shared_by?: string | null;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'moment_shares_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'moment_shares_moment_id_call_id_organization_id_fkey';
            columns: ['moment_id', 'call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'key_moments';
            referencedColumns: ['id', 'call_id', 'organization_id'];
          },
          {
            foreignKeyName: 'moment_shares_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'moment_shares_organization_id_user_id_fkey';
            columns: ['organization_id', 'user_id'];
            isOneToOne: false;
            referencedRelation: 'organization_members';
            referencedColumns: ['organization_id', 'user_id'];
          },
        ];
      };
      organization_invitations: {
        Row: {
          accepted_at: string | null;
          accepted_by: string | null;
          created_at: string;
          email: string | null;
          expires_at: string;
          id: string;
          invited_by: string | null;
          organization_id: string;
          role: string;
          withdrawn_at: string | null;
        };
        Insert: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          email?: string | null;
          expires_at: string;
          id?: string;
          invited_by?: string | null;
          organization_id: string;
          role: string;
          withdrawn_at?: string | null;
        };
        Update: {
          accepted_at?: string | null;
          accepted_by?: string | null;
          created_at?: string;
          email?: string | null;
          expires_at?: string;
          id?: string;
          invited_by?: string | null;
          organization_id?: string;
          role?: string;
          withdrawn_at?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'organization_invitations_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      organization_members: {
        Row: {
          created_at: string;
          display_name: string | null;
          erased_at: string | null;
          organization_id: string;
          role: string;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          display_name?: string | null;
          erased_at?: string | null;
          organization_id: string;
          role?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          display_name?: string | null;
          erased_at?: string | null;
          organization_id?: string;
          role?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'organization_members_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      organizations: {
        Row: {
          created_at: string | null;
          founded_by: string | null;
          id: string;
          is_active: boolean | null;
          name: string;
          settings: Json | null;
          updated_at: string | null;
          vapi_org_id: string | null;
          version: number;
        };
        Insert: {
          created_at?: string | null;
          founded_by?: string | null;
          id?: string;
          is_active?: boolean | null;
          name: string;
          settings?: Json | null;
          updated_at?: string | null;
          vapi_org_id?: string | null;
          version?: number;
        };
        Update: {
          created_at?: string | null;
          founded_by?: string | null;
          id?: string;
          is_active?: boolean | null;
          name?: string;
          settings?: Json | null;
          updated_at?: string | null;
          vapi_org_id?: string | null;
          version?: number;
        };
        Relationships: [];
      };
      phone_numbers: {
        Row: {
          country_code: string | null;
          created_at: string | null;
          id: string;
          is_active: boolean | null;
          organization_id: string;
          phone_number: string;
          vapi_phone_id: string | null;
        };
        Insert: {
          country_code?: string | null;
          created_at?: string | null;
          id?: string;
          is_active?: boolean | null;
          organization_id: string;
          phone_number: string;
          vapi_phone_id?: string | null;
        };
        Update: {
          country_code?: string | null;
          created_at?: string | null;
          id?: string;
          is_active?: boolean | null;
          organization_id?: string;
          phone_number?: string;
          vapi_phone_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'phone_numbers_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      prompt_optimizations: {
        Row: {
          ai_model: string | null;
          analysis_cost: number | null;
          assistant_id: string;
          current_performance: Json | null;
          generated_at: string | null;
          hormozi_recommendations: Json | null;
          id: string;
          implementation_date: string | null;
          implementation_plan: Json | null;
          improvement_potential: string | null;
          is_implemented: boolean | null;
          organization_id: string;
          original_prompt_id: string | null;
          primary_focus_area: string | null;
          raw_recommendations: Json | null;
          recommended_prompt: string | null;
          target_qci: number | null;
        };
        Insert: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          assistant_id: string;
          current_performance?: Json | null;
          generated_at?: string | null;
          hormozi_recommendations?: Json | null;
          id?: string;
          implementation_date?: string | null;
          implementation_plan?: Json | null;
          improvement_potential?: string | null;
          is_implemented?: boolean | null;
          organization_id?: string;
          original_prompt_id?: string | null;
          primary_focus_area?: string | null;
          raw_recommendations?: Json | null;
          recommended_prompt?: string | null;
          target_qci?: number | null;
        };
        Update: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          assistant_id?: string;
          current_performance?: Json | null;
          generated_at?: string | null;
          hormozi_recommendations?: Json | null;
          id?: string;
          implementation_date?: string | null;
          implementation_plan?: Json | null;
          improvement_potential?: string | null;
          is_implemented?: boolean | null;
          organization_id?: string;
          original_prompt_id?: string | null;
          primary_focus_area?: string | null;
          raw_recommendations?: Json | null;
          recommended_prompt?: string | null;
          target_qci?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: 'prompt_optimizations_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'prompt_optimizations_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'prompt_optimizations_original_prompt_id_assistant_id_fkey';
            columns: ['original_prompt_id', 'assistant_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'assistant_id'];
          },
        ];
      };
      prompts: {
        Row: {
          assistant_id: string;
          content: string;
          created_at: string | null;
          created_by: string | null;
          id: string;
          is_current: boolean | null;
          organization_id: string;
          performance_notes: string | null;
          revision: number;
          version: number;
        };
        Insert: {
          assistant_id: string;
          content: string;
          created_at?: string | null;
          created_by?: string | null;
          id?: string;
          is_current?: boolean | null;
          organization_id?: string;
          performance_notes?: string | null;
          revision?: number;
          version: number;
        };
        Update: {
          assistant_id?: string;
          content?: string;
          created_at?: string | null;
          created_by?: string | null;
          id?: string;
          is_current?: boolean | null;
          organization_id?: string;
          performance_notes?: string | null;
          revision?: number;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'prompts_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'prompts_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      qci_analyses: {
        Row: {
          ai_model: string | null;
          analysis_cost: number | null;
          analyzed_at: string | null;
          assistant_id: string | null;
          brand_score: number | null;
          call_id: string;
          coaching_tips: string[] | null;
          dynamics_score: number | null;
          evidence: Json | null;
          id: string;
          judge: string | null;
          key_moments: string[] | null;
          model_parameters: Json | null;
          objections_score: number | null;
          organization_id: string;
          outcome_score: number | null;
          overrides: Json;
          prompt_id: string | null;
          qci_total_score: number | null;
          raw_analysis: Json | null;
          reviewed_at: string | null;
          reviewed_by: string | null;
          rubric_version: string | null;
          run_id: string | null;
          status: string | null;
          tokens_used: number | null;
          transcript_hash: string | null;
          version: number;
        };
        Insert: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          analyzed_at?: string | null;
          assistant_id?: string | null;
          brand_score?: number | null;
          call_id: string;
          coaching_tips?: string[] | null;
          dynamics_score?: number | null;
          evidence?: Json | null;
          id?: string;
          judge?: string | null;
          key_moments?: string[] | null;
          model_parameters?: Json | null;
          objections_score?: number | null;
          organization_id?: string;
          outcome_score?: number | null;
          overrides?: Json;
          prompt_id?: string | null;
          qci_total_score?: number | null;
          raw_analysis?: Json | null;
          reviewed_at?: string | null;
          reviewed_by?: string | null;
          rubric_version?: string | null;
          run_id?: string | null;
          status?: string | null;
          tokens_used?: number | null;
          transcript_hash?: string | null;
          version?: number;
        };
        Update: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          analyzed_at?: string | null;
          assistant_id?: string | null;
          brand_score?: number | null;
          call_id?: string;
          coaching_tips?: string[] | null;
          dynamics_score?: number | null;
          evidence?: Json | null;
          id?: string;
          judge?: string | null;
          key_moments?: string[] | null;
          model_parameters?: Json | null;
          objections_score?: number | null;
          organization_id?: string;
          outcome_score?: number | null;
          overrides?: Json;
          prompt_id?: string | null;
          qci_total_score?: number | null;
          raw_analysis?: Json | null;
          reviewed_at?: string | null;
          reviewed_by?: string | null;
          rubric_version?: string | null;
          run_id?: string | null;
          status?: string | null;
          tokens_used?: number | null;
          transcript_hash?: string | null;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'qci_analyses_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'qci_analyses_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: true;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'qci_analyses_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'qci_analyses_prompt_id_organization_id_fkey';
            columns: ['prompt_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'qci_analyses_run_of_the_call';
            columns: ['run_id', 'call_id'];
            isOneToOne: true;
            referencedRelation: 'qci_runs';
            referencedColumns: ['id', 'call_id'];
          },
        ];
      };
      qci_runs: {
        Row: {
          ai_model: string | null;
          analysis_cost: number | null;
          brand_score: number | null;
          call_id: string;
          coaching_tips: string[] | null;
          created_at: string;
          created_by: string | null;
          dynamics_score: number | null;
          evidence: Json;
          id: string;
          judge: string;
          key_moments: string[] | null;
          lowered_to: string | null;
          model_parameters: Json | null;
          objections_score: number | null;
          organization_id: string;
          outcome_score: number | null;
          prompt_id: string | null;
          qci_total_score: number | null;
          raw_analysis: Json | null;
          rubric_version: string;
          run_key: string;
          status: string | null;
          tokens_used: number | null;
          transcript_hash: string | null;
          unscorable: string | null;
        };
        Insert: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          brand_score?: number | null;
          call_id: string;
          coaching_tips?: string[] | null;
          created_at?: string;
          created_by?: string | null;
          dynamics_score?: number | null;
          evidence?: Json;
          id?: string;
          judge: string;
          key_moments?: string[] | null;
          lowered_to?: string | null;
          model_parameters?: Json | null;
          objections_score?: number | null;
          organization_id?: string;
          outcome_score?: number | null;
          prompt_id?: string | null;
          qci_total_score?: number | null;
          raw_analysis?: Json | null;
          rubric_version: string;
          run_key: string;
          status?: string | null;
          tokens_used?: number | null;
          transcript_hash?: string | null;
          unscorable?: string | null;
        };
        Update: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          brand_score?: number | null;
          call_id?: string;
          coaching_tips?: string[] | null;
          created_at?: string;
          created_by?: string | null;
          dynamics_score?: number | null;
          evidence?: Json;
          id?: string;
          judge?: string;
          key_moments?: string[] | null;
          lowered_to?: string | null;
          model_parameters?: Json | null;
          objections_score?: number | null;
          organization_id?: string;
          outcome_score?: number | null;
          prompt_id?: string | null;
          qci_total_score?: number | null;
          raw_analysis?: Json | null;
          rubric_version?: string;
          run_key?: string;
          status?: string | null;
          tokens_used?: number | null;
          transcript_hash?: string | null;
          unscorable?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'qci_runs_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'qci_runs_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'qci_runs_prompt_id_organization_id_fkey';
            columns: ['prompt_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'organization_id'];
          },
        ];
      };
      queue_items: {
        Row: {
          added_at: string;
          added_by: string | null;
          assigned_to: string | null;
          call_id: string;
          hidden_repeat: boolean;
          id: string;
          organization_id: string;
          position: number;
          queue_id: string;
          reopened_at: string | null;
          version: number;
        };
        Insert: {
          added_at?: string;
          added_by?: string | null;
          assigned_to?: string | null;
          call_id: string;
          hidden_repeat?: boolean;
          id?: string;
          organization_id: string;
          position: number;
          queue_id: string;
          reopened_at?: string | null;
          version?: number;
        };
        Update: {
          added_at?: string;
          added_by?: string | null;
          assigned_to?: string | null;
          call_id?: string;
          hidden_repeat?: boolean;
          id?: string;
          organization_id?: string;
          position?: number;
          queue_id?: string;
          reopened_at?: string | null;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'queue_items_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'queue_items_organization_id_assigned_to_fkey';
            columns: ['organization_id', 'assigned_to'];
            isOneToOne: false;
            referencedRelation: 'organization_members';
            referencedColumns: ['organization_id', 'user_id'];
          },
          {
            foreignKeyName: 'queue_items_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'queue_items_queue_id_organization_id_fkey';
            columns: ['queue_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'queues';
            referencedColumns: ['id', 'organization_id'];
          },
        ];
      };
      queue_skips: {
        Row: {
          item_id: string;
          note: string | null;
          organization_id: string;
          reason: string;
          skipped_at: string;
          user_id: string;
        };
        Insert: {
          item_id: string;
          note?: string | null;
          organization_id: string;
          reason: string;
          skipped_at?: string;
          user_id: string;
        };
        Update: {
          item_id?: string;
          note?: string | null;
          organization_id?: string;
          reason?: string;
          skipped_at?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'queue_skips_item_id_organization_id_fkey';
            columns: ['item_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'queue_items';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'queue_skips_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      queues: {
        Row: {
          blind: boolean;
          closed_at: string | null;
          collects_flags: boolean;
          created_at: string;
          created_by: string | null;
          deleted_at: string | null;
          due_on: string | null;
          id: string;
          kind: string;
          name: string | null;
          organization_id: string;
          shared: boolean;
          updated_at: string;
          version: number;
        };
        Insert: {
          blind?: boolean;
          closed_at?: string | null;
          collects_flags?: boolean;
          created_at?: string;
          created_by?: string | null;
          deleted_at?: string | null;
          due_on?: string | null;
          id?: string;
          kind?: string;
          name?: string | null;
          organization_id: string;
          shared?: boolean;
          updated_at?: string;
          version?: number;
        };
        Update: {
          blind?: boolean;
          closed_at?: string | null;
          collects_flags?: boolean;
          created_at?: string;
          created_by?: string | null;
          deleted_at?: string | null;
          due_on?: string | null;
          id?: string;
          kind?: string;
          name?: string | null;
          organization_id?: string;
          shared?: boolean;
          updated_at?: string;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'queues_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      rubrics: {
        Row: {
          content: Json;
          created_at: string;
          created_by: string | null;
          note: string | null;
          organization_id: string;
          version: number;
        };
        Insert: {
          content: Json;
          created_at?: string;
          created_by?: string | null;
          note?: string | null;
          organization_id: string;
          version: number;
        };
        Update: {
          content?: Json;
          created_at?: string;
          created_by?: string | null;
          note?: string | null;
          organization_id?: string;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'rubrics_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      saved_views: {
        Row: {
          created_at: string;
          created_by: string | null;
          deleted_at: string | null;
          filters: Json;
          id: string;
          name: string;
          organization_id: string;
          shared: boolean;
          updated_at: string;
          version: number;
        };
        Insert: {
          created_at?: string;
          created_by?: string | null;
          deleted_at?: string | null;
          filters: Json;
          id?: string;
          name: string;
          organization_id: string;
          shared?: boolean;
          updated_at?: string;
          version?: number;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          deleted_at?: string | null;
          filters?: Json;
          id?: string;
          name?: string;
          organization_id?: string;
          shared?: boolean;
          updated_at?: string;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'saved_views_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
    };
    Views: Record<never, never>;
    Functions: {
      accept_invitations: { Args: { p_display_name?: string }; Returns: Json };
      adopt_run: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      agreement_judges: { Args: { p_organization_id: string }; Returns: Json };
      agreement_pairs: { Args: { p_organization_id: string; p_filters?: Json; p_cursor?: Json; p_limit?: number }; Returns: Json };
      annotate_prompt: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      assign_items: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      bands_by_week: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      call_history: { Args: { p_call_id: string }; Returns: Json };
      call_stamps: { Args: { p_organization_id: string; p_call_ids: string[] }; Returns: Json };
      calls_for_import: { Args: { p_organization_id: string; p_vapi_call_ids: string[] }; Returns: Json };
      calls_per_day: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      change_assistant: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      change_member_role: { Args: { p_organization_id: string; p_user_id: string; p_role: string }; Returns: boolean };
      change_moment: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      change_organization: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      comment_moment: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      complete_review: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      confirm_review: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      cost_per_meeting: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json; p_unit?: string }; Returns: Json };
      count_calls: { Args: { p_organization_id: string; p_filters?: Json; p_cap?: number }; Returns: Json };
      count_outdated_scores: { Args: { p_organization_id: string; p_cap?: number }; Returns: Json };
      create_organization: { Args: { p_name: string; p_display_name?: string; p_organization_id?: string }; Returns: Json };
      delete_moment: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      drop_calls_before: { Args: { p_organization_id: string; p_before: string; p_dry_run?: boolean }; Returns: Json };
      erase_member: { Args: { p_organization_id: string; p_user_id: string }; Returns: Json };
      fill_queue: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      flag_call: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      flagged_calls: { Args: { p_organization_id: string; p_call_ids: string[] }; Returns: Json };
      get_call: { Args: { p_organization_id: string; p_call_id: string }; Returns: Json };
      get_call_raw: { Args: { p_organization_id: string; p_call_id: string }; Returns: Json };
      get_queue: { Args: { p_queue_id: string; p_after?: number; p_limit?: number }; Returns: Json };
      get_rubric: { Args: { p_organization_id: string }; Returns: Json };
      import_calls: { Args: { p_organization_id: string; p_items: Json }; Returns: Json };
      invite_member: { Args: { p_organization_id: string; p_email: string; p_role: string; p_expires_at?: string }; Returns: Json };
      keep_call_partitions: { Args: Record<PropertyKey, never>; Returns: Json };
      leave_organization: { Args: { p_organization_id: string }; Returns: boolean };
      list_assistants: { Args: { p_organization_id: string }; Returns: Json };
      list_calls: { Args: { p_organization_id: string; p_filters?: Json; p_sort?: string; p_direction?: string; p_cursor?: Json; p_limit?: number }; Returns: Json };
      list_facets: { Args: { p_organization_id: string }; Returns: Json };
      list_invitations: { Args: { p_organization_id: string }; Returns: Json };
      list_members: { Args: { p_organization_id: string }; Returns: Json };
      list_moments: { Args: { p_organization_id: string; p_filters?: Json; p_cursor?: Json; p_limit?: number }; Returns: Json };
      list_outdated_calls: { Args: { p_organization_id: string; p_limit?: number }; Returns: Json };
      list_prompt_versions: { Args: { p_organization_id: string; p_assistant_id: string; p_before?: number; p_limit?: number }; Returns: Json };
      list_queues: { Args: { p_organization_id: string }; Returns: Json };
      list_rubrics: { Args: { p_organization_id: string; p_before?: number; p_limit?: number }; Returns: Json };
      list_views: { Args: { p_organization_id: string }; Returns: Json };
      mark_moment: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      next_items: { Args: { p_queue_id: string; p_after_call_id?: string; p_limit?: number }; Returns: Json };
      outcome_funnel: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      override_reasons: { Args: { p_organization_id: string; p_filters?: Json }; Returns: Json };
      override_score: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      preview_fill: { Args: { p_queue_id: string; p_filters?: Json }; Returns: Json };
      publish_prompt: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      qci_trend: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json; p_by?: string; p_unit?: string; p_limit?: number }; Returns: Json };
      record_run: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      release_item: { Args: { p_queue_id: string; p_call_id: string }; Returns: boolean };
      remove_items: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      remove_member: { Args: { p_organization_id: string; p_user_id: string }; Returns: boolean };
      rename_member: { Args: { p_organization_id: string; p_user_id: string; p_display_name: string }; Returns: boolean };
      reopen_items: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      reviewer_activity: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      save_prompt_version: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      save_queue: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      save_rubric: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      save_view: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      schema_version: { Args: Record<PropertyKey, never>; Returns: string };
      share_moment: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      skip_item: { Args: { p_op_id: string; p_expected_version: number; p_patch: Json }; Returns: Json };
      take_item: { Args: { p_queue_id: string; p_call_id: string }; Returns: Json };
      top_assistants: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json; p_rubric_version?: string; p_limit?: number }; Returns: Json };
      verify_history: { Args: { p_organization_id: string }; Returns: Json };
      who_changed: { Args: { p_organization_id: string; p_from: string; p_to: string; p_actor?: string; p_limit?: number }; Returns: Json };
      whoami: { Args: Record<PropertyKey, never>; Returns: Json };
      withdraw_invitation: { Args: { p_organization_id: string; p_invitation_id: string }; Returns: boolean };
    };
    Enums: Record<never, never>;
    CompositeTypes: Record<never, never>;
  };
};
